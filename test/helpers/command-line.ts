import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { waitUntil } from './wait-until.ts';
import type { Surroundings } from './without-network.ts';

export const CLI = fileURLToPath(new URL('../../src-main/cli/index.ts', import.meta.url));

/** Milliseconds until it must be ready. */
const PATIENCE = 30_000;

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Types a command and waits for its end. */
export async function inkling(...argv: string[]): Promise<Outcome> {
  const child = run(commandOf(argv));
  const [out, err, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  return { code: code as number | null, out, err };
}

/** `inkling open`, until it is ready. */
export function inklingOpen(library: string, ...folders: string[]) {
  return openedBy(commandOf(['open', '--no-browser', '--library', library, ...folders]));
}

/** The same where programs run otherwise than here. */
export function inklingOpenIn(surroundings: Surroundings, library: string) {
  return openedBy(surroundings.command(commandOf(['open', '--no-browser', '--library', library])));
}

/** A command that prints `ready URL` and goes on. */
export async function openedBy(command: readonly string[]) {
  const child = run(command);
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const err = text(child.stderr!);
  const ready = () => /^ready (http:\S+)\n/m.exec(out)?.[1];
  await waitUntil(() => ready() !== undefined || child.exitCode !== null, PATIENCE);
  const url = ready();
  if (url === undefined) throw new Error(`not ready: ${out} ${await err}`);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { url, pid: child.pid ?? 0, ended, end };
}

/** A command that goes on until it is ended, and what it has printed so far. */
export function inklingRunning(...argv: string[]) {
  const child = run(commandOf(argv));
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const end = async (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return {
    said,
    end,
    /** Waits until so much stands on standard output. */
    until: (isThere: (said: { out: string; err: string }) => boolean) =>
      waitUntil(() => isThere(said) || child.exitCode !== null, PATIENCE),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    },
  };
}

/** `inkling serve` or `inkling mcp --http`, once it listens. */
export async function inklingListening(...argv: string[]) {
  const running = inklingRunning(...argv, '--json');
  await running.until(({ out }) => out.includes('\n'));
  const { url, token } = JSON.parse(running.said.out) as { url: string; token: string };
  return { ...running, url, token };
}

function commandOf(argv: readonly string[]): readonly string[] {
  return [process.execPath, CLI, ...argv];
}

function run([program = '', ...argv]: readonly string[]): ChildProcess {
  return spawn(program, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
}
