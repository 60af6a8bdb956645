import { execFileSync, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { watchMemory } from './memory.ts';
import type { Row } from './report.ts';

export const MEGABYTE = 1_000_000;
const ROOT = resolve(import.meta.dirname, '../..');

export interface TimedRun {
  readonly seconds: number;
  /** Bytes of proportional set size that the process tree took at most. */
  readonly peak: number;
  readonly output: string;
}

/** A corpus as it lies unpacked, or unpacked into the scratch folder. */
export function unpackedCorpus(corpora: string, name: string, scratch: string): string {
  const given = join(corpora, name);
  if (existsSync(given)) return realpathSync(given);
  tell(`Unpacking ${name}.tar.gz …`);
  execFileSync('tar', ['xzf', join(corpora, `${name}.tar.gz`), '-C', scratch]);
  return join(scratch, name);
}

/** Reads a folder into a library by the command line, until it is light-searchable. */
export async function indexByCommandLine(
  folder: string,
  library: string,
): Promise<TimedRun & { libraryBytes: number }> {
  tell('Indexing …');
  const cli = join(ROOT, 'src-main/cli/index.ts');
  const ours = await timed(process.execPath, [cli, 'index', folder, '--library', library, '--json'], library);
  const indexed: unknown = JSON.parse(ours.output);
  const bytes =
    typeof indexed === 'object' && indexed !== null && 'library_bytes' in indexed ? indexed.library_bytes : 0;
  return { ...ours, libraryBytes: Number(bytes) };
}

/** Reads a folder into an index of Recoll's in `index`; null where Recoll is not installed. */
export async function indexByRecoll(folder: string, index: string): Promise<TimedRun | null> {
  try {
    execFileSync('recollindex', ['-h'], { stdio: 'ignore' });
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      tell('Recoll is not installed (Debian: recollcmd): no comparison.');
      return null;
    }
  }
  tell('Indexing with Recoll …');
  const write = `mkdir -p "$1"; printf 'topdirs = %s\\nidxflushmb = 100\\nloglevel = 2\\nlogfilename = %s/log\\n' "$2" "$1" > "$1/recoll.conf"`;
  execFileSync('sh', ['-c', write, 'sh', index, folder]);
  return await timed('recollindex', ['-c', index, '-z'], index);
}

export function folderBytes(folder: string): number {
  return Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]);
}

export function memoryRow(work: string, bytes: number, bound?: { most: number }): Row {
  const row = { work, value: bytes / MEGABYTE, unit: 'MB', isQuality: false };
  return bound === undefined ? row : { ...row, bound };
}

/** Runs a command to its end; its processes are those that name the folder, and their children. */
async function timed(command: string, args: readonly string[], folder: string): Promise<TimedRun> {
  const started = performance.now();
  const memory = watchMemory((commandLine) => commandLine.includes(folder));
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((resolveExit) => child.once('close', resolveExit));
  return { seconds: (performance.now() - started) / 1_000, peak: memory.stop(), output };
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
