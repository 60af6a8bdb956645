import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LEASE } from '../../helpers/made-corpus.ts';

export interface Journey {
  /** The command that starts Inkling's terminal, as words. */
  readonly inkling: readonly string[];
  readonly documents: string;
  /** For its library and its answers; made anew. */
  readonly place: string;
  /** Where strace writes, a file a process; null to go without it. */
  readonly trace: string | null;
  /** More to be run in the same way. */
  readonly extra?: readonly string[];
}

export interface Outcome {
  readonly passages: number;
  readonly documents: number;
  readonly errors: number;
  /** Of the whole index. */
  readonly digest: string;
  /** The file that was found first, and how closely was read. */
  readonly first: string;
  readonly stage: string;
}

/** Indexes, deepens, asks and checks by the terminal, and ends the engine. */
export async function travel(journey: Journey): Promise<Outcome> {
  const { place, documents, extra = [] } = journey;
  mkdirSync(place, { recursive: true });
  const inkling = journey.inkling.map(word).join(' ');
  const library = word(join(place, 'library'));
  const answer = (name: string): string => word(join(place, `${name}.json`));
  const script = [
    'set -e',
    `${inkling} index ${word(documents)} --deep --library ${library} --json > ${answer('index')}`,
    `${inkling} search ${word(LEASE.slice(0, 60))} --library ${library} --json > ${answer('search')}`,
    `${inkling} doctor --digest --library ${library} --json > ${answer('doctor')}`,
    ...extra,
    `${inkling} stop --library ${library}`,
  ].join('\n');
  await runScript(script, journey.trace);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(place, `${name}.json`), 'utf8'));
  return parseOutcome(read('index'), read('search'), read('doctor'));
}

async function runScript(script: string, trace: string | null): Promise<void> {
  if (trace !== null) mkdirSync(trace, { recursive: true });
  const traced =
    trace === null
      ? []
      : ['strace', '-ff', '-qq', '-e', 'trace=%file', '-s', '4096', '-o', join(trace, 'process')];
  const [command = 'sh', ...args] = [...traced, 'sh', '-c', script];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (piece: Buffer) => said.push(piece));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error(`a command of the journey ended with ${code}: ${Buffer.concat(said).toString()}`);
}

/** Parsed JSON enters here: what the commands printed. */
function parseOutcome(index: unknown, search: unknown, doctor: unknown): Outcome {
  const { documents, passages, errors } = index as Pick<Outcome, 'documents' | 'passages' | 'errors'>;
  const { stage, results } = search as { stage: string; results: { path: string }[] };
  const { digest } = doctor as { digest: string };
  return { documents, passages, errors, digest, stage, first: results[0]?.path ?? '' };
}

export function word(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
