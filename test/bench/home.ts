import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { SearchMode } from '../../src-main/contract/index.ts';
import { connectEngine, type Connection } from '../../src-main/rpc/connect.ts';
import { watchMemory } from './memory.ts';
import { asTyped, readQuestions, type Question } from './questions.ts';
import { printRows, quantile, type Row } from './report.ts';

/**
 * npm run bench:home -- CORPORA [--peer] [--runs N] [--library DIR]: a person's folder indexed and searched; with --peer by Recoll too.
 * With --library DIR a library of home/ that stands already is searched, and nothing is indexed.
 * CORPORA holds home.tar.gz (or home/, unpacked) and home-queries.tsv.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    peer: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1' },
    library: { type: 'string' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(join(corpora, 'home-queries.tsv'))) {
  process.stderr.write('Give the folder that holds home.tar.gz and home-queries.tsv.\n');
  process.exit(2);
}

const ROOT = resolve(import.meta.dirname, '../..');
const OWN_QUESTIONS = join(ROOT, 'test/quality/home-questions.tsv');
const MODES = ['lexical', 'light', 'deep', 'close'] as const;
const MEGABYTE = 1_000_000;
const TIMED_QUERIES = 300;
const SUCCESS_DEPTH = 10;

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'inkling-bench-')));
let isSound = false;
try {
  const home = unpackedHome();
  const rows: Row[] = [];
  const library = values.library ?? join(scratch, 'library');
  for (let run = 0; values.library === undefined && run < Number(values.runs); run += 1) {
    rmSync(library, { recursive: true, force: true });
    rows.push(...(await measureIndexing(home, library)));
  }
  rows.push(...(await measureSearching(home, library)));
  isSound = printRows(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(isSound ? 0 : 1);

function unpackedHome(): string {
  const given = join(corpora, 'home');
  if (existsSync(given)) return realpathSync(given);
  tell('Unpacking home.tar.gz …');
  execFileSync('tar', ['xzf', join(corpora, 'home.tar.gz'), '-C', scratch]);
  return join(scratch, 'home');
}

async function measureIndexing(home: string, library: string): Promise<Row[]> {
  tell('Indexing …');
  const ours = await timed(
    process.execPath,
    [join(ROOT, 'src-main/cli/index.ts'), ...['index', home, '--library', library, '--json']],
    library,
  );
  const report: unknown = JSON.parse(ours.output);
  const bytes =
    typeof report === 'object' && report !== null && 'library_bytes' in report ? report.library_bytes : 0;
  const rows: Row[] = [
    { work: 'home/ until light-searchable', value: ours.seconds, unit: 's', isQuality: false },
    memoryRow('peak memory (PSS of the process tree)', ours.peak, { most: 900 }),
    { work: 'library', value: Number(bytes) / MEGABYTE, unit: 'MB', bound: { most: 140 }, isQuality: false },
  ];
  if (!values.peer) return rows;
  return [...rows, ...(await measurePeer(home, ours.seconds))];
}

async function measurePeer(home: string, seconds: number): Promise<Row[]> {
  try {
    execFileSync('recollindex', ['-h'], { stdio: 'ignore' });
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      tell('Recoll is not installed (Debian: recollcmd): no comparison.');
      return [];
    }
  }
  tell('Indexing with Recoll …');
  const folder = join(scratch, `recoll-${Date.now()}`);
  const write = `mkdir -p "$1"; printf 'topdirs = %s\\nidxflushmb = 100\\nloglevel = 2\\nlogfilename = %s/log\\n' "$2" "$1" > "$1/recoll.conf"`;
  execFileSync('sh', ['-c', write, 'sh', folder, home]);
  const theirs = await timed('recollindex', ['-c', folder, '-z'], folder);
  const bytes = Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]);
  return [
    { work: 'Recoll: the same folder', value: theirs.seconds, unit: 's', isQuality: false },
    memoryRow('Recoll: peak memory', theirs.peak),
    { work: 'Recoll: index', value: bytes / MEGABYTE, unit: 'MB', isQuality: false },
    {
      work: "our time as a share of Recoll's",
      value: seconds / theirs.seconds,
      unit: '',
      bound: { most: 0.5 },
      isQuality: false,
    },
  ];
}

function memoryRow(work: string, bytes: number, bound?: { most: number }): Row {
  const row = { work, value: bytes / MEGABYTE, unit: 'MB', isQuality: false };
  return bound === undefined ? row : { ...row, bound };
}

/** Runs a command to its end; its processes are those that name the folder, and their children. */
async function timed(
  command: string,
  args: readonly string[],
  folder: string,
): Promise<{ seconds: number; peak: number; output: string }> {
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

async function measureSearching(home: string, library: string): Promise<Row[]> {
  const given = readQuestions(join(corpora, 'home-queries.tsv'));
  const own = readQuestions(OWN_QUESTIONS);
  // The engine of the indexing lives on for seconds; this one keeps no vector from one query to the next.
  await stopEngine(library);
  const connection = await connectEngine({ library, host: 'bench', ephemeral: true });
  try {
    await connection.client.library.settle({ deep: false });
    return [
      ...(await measureSuccess(connection, home, { questions: given, name: 'given', floor: 12 })),
      ...(await measureSuccess(connection, home, { questions: own, name: 'own' })),
      ...(await measureTimes(connection, asTyped([...given, ...own], TIMED_QUERIES))),
    ];
  } finally {
    await connection.close();
  }
}

async function stopEngine(library: string): Promise<void> {
  const running = await connectEngine({ library, host: 'bench' });
  await running.client.engine.stop();
  await running.ended;
  while (isAlive(running.pid)) await sleep(100);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface QuestionList {
  readonly questions: readonly Question[];
  readonly name: string;
  readonly floor?: number;
}

async function measureSuccess(connection: Connection, home: string, list: QuestionList): Promise<Row[]> {
  const rows: Row[] = [];
  for (const mode of MODES) {
    tell(`${list.name} questions, ${mode} …`);
    const found = new Map<string, [number, number]>();
    for (const { question, path, kind } of list.questions) {
      const { paths } = await ask(connection, question, mode);
      const known = found.get(kind) ?? [0, 0];
      found.set(kind, [known[0] + (paths.includes(join(home, path)) ? 1 : 0), known[1] + 1]);
    }
    const kinds = [...found].map(([kind, [right, all]]) => `${kind} ${right}/${all}`).join(', ');
    const right = [...found.values()].reduce((sum, [count]) => sum + count, 0);
    const row = {
      work: `${list.name} ${list.questions.length}, ${mode}: right in first ten (${kinds})`,
      value: right,
      unit: '',
      isQuality: true,
    };
    rows.push(mode === 'deep' && list.floor !== undefined ? { ...row, bound: { least: list.floor } } : row);
  }
  return rows;
}

async function measureTimes(connection: Connection, queries: readonly string[]): Promise<Row[]> {
  tell(`${queries.length} queries against the clock …`);
  for (const query of queries.slice(0, 20)) await ask(connection, query, 'light');
  const light: number[] = [];
  const deep: number[] = [];
  const close: number[] = [];
  for (const query of queries) {
    const { times } = await ask(connection, query, 'close');
    light.push(times.get('light') ?? Number.NaN);
    deep.push(times.get('deep') ?? times.get('light') ?? Number.NaN);
    close.push(times.get('close') ?? times.get('light') ?? Number.NaN);
  }
  return [
    { work: 'light p50', value: quantile(light, 0.5), unit: 'ms', isQuality: false },
    { work: 'light p95', value: quantile(light, 0.95), unit: 'ms', bound: { most: 60 }, isQuality: false },
    {
      work: 'deep p50, nothing stored',
      value: quantile(deep, 0.5),
      unit: 'ms',
      bound: { most: 700 },
      isQuality: false,
    },
    {
      work: 'every passage read closely p50, nothing stored',
      value: quantile(close, 0.5),
      unit: 'ms',
      isQuality: false,
    },
  ];
}

/** The paths of the last stage, copies included, and when each stage arrived here. */
async function ask(
  connection: Connection,
  query: string,
  mode: SearchMode,
): Promise<{ paths: string[]; times: Map<string, number> }> {
  const started = performance.now();
  const times = new Map<string, number>();
  let paths: string[] = [];
  for await (const stage of await connection.client.search.run({ query, mode, limit: SUCCESS_DEPTH })) {
    times.set(stage.stage, performance.now() - started);
    paths = stage.results.flatMap(({ path, alsoAt }) => [path, ...alsoAt]);
  }
  return { paths, times };
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
