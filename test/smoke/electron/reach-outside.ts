import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';

import { waitUntil } from '../../helpers/wait-until.ts';

/** An installed program's first start on a runner that scans what is new. */
const PATIENCE = 60_000;
/** Chromium writes into it on which port its tools listen. */
const PORT_FILE = 'DevToolsActivePort';

export interface Outside extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly pid: number;
  readonly printed: () => string;
}

interface Start {
  readonly given?: readonly string[];
  readonly data: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts a program and reaches its pages by the port of Chromium's tools: the fuses take Node's inspector away from a
 * packaged one, by which Playwright's own launcher goes, but this switch is Chromium's. Node's is asked for as well, so
 * that whoever looks can see that it stays shut.
 */
export async function reachOutside(
  executable: string,
  { given = [], data, environment }: Start,
): Promise<Outside> {
  const switches = ['--remote-debugging-port=0', '--inspect=0', `--user-data-dir=${data}`];
  const child = spawn(executable, [...switches, ...given], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (printed += String(piece)));
  const ended = once(child, 'close').then(
    () => `ended with ${child.exitCode ?? child.signalCode}`,
    (thrown: unknown) => `did not start: ${String(thrown)}`,
  );
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const fault = ended.then((how) => Promise.reject(new Error(`the program ${how}\n${printed}`)));
    const context = await Promise.race([contextOf(data), fault]);
    const page = await Promise.race([pageOf(context), fault]);
    return { page, context, pid: child.pid ?? 0, printed: () => printed, [Symbol.asyncDispose]: end };
  } catch (thrown) {
    await end();
    throw thrown;
  }
}

async function contextOf(data: string): Promise<BrowserContext> {
  let port = '';
  await waitUntil(async () => {
    const written = await readFile(join(data, PORT_FILE), 'utf8').catch(() => '');
    [, port = ''] = /^(\d+)\n/.exec(written) ?? [];
    return port !== '';
  }, PATIENCE);
  // Electron has no downloads of a browser's kind to be set up.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the program has no pages of its own');
  return context;
}

async function pageOf(context: BrowserContext): Promise<Page> {
  const [first] = context.pages();
  return first ?? (await context.waitForEvent('page', { timeout: PATIENCE }));
}
