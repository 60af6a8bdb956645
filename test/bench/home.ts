import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { SearchMode } from '../../src-main/contract/index.ts';
import { quantile } from '../../src-main/engine/evaluation-measures.ts';
import { connectEngine, type Connection } from '../../src-main/rpc/connect.ts';
import {
  MEGABYTE,
  folderBytes,
  indexByCommandLine,
  indexByRecoll,
  memoryRow,
  tell,
  unpackedCorpus,
} from './indexing.ts';
import { questionsApart } from './home/apart.ts';
import { asTyped, readQuestions, type Question } from './questions.ts';
import { printRows, type Row } from './report.ts';
import { inScratch } from './scratch.ts';

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
const STAGES = ['lexical', 'light', 'deep', 'close'] as const;
const TIMED_QUERIES = 300;
const WORDS_APART = 200;
const SUCCESS_DEPTH = 10;
const ABSENT = -1;
/** Of words of two places of a document. */
const LEAST_APART = 0.95;

let isSound = true;
/** Every part is printed as soon as it is measured. */
const report = (rows: readonly Row[]): void => {
  isSound = printRows(rows) && isSound;
};
await inScratch(async (scratch) => {
  const home = unpackedCorpus(corpora, 'home', scratch);
  const library = values.library ?? join(scratch, 'library');
  for (let run = 0; values.library === undefined && run < Number(values.runs); run += 1) {
    rmSync(library, { recursive: true, force: true });
    report(await measureIndexing(home, library, scratch));
  }
  await measureSearching(home, library);
});
process.exit(isSound ? 0 : 1);

async function measureIndexing(home: string, library: string, scratch: string): Promise<Row[]> {
  const ours = await indexByCommandLine(home, library);
  const rows: Row[] = [
    { work: 'home/ until light-searchable', value: ours.seconds, unit: 's', isQuality: false },
    memoryRow('peak memory (PSS of the process tree)', ours.peak, { most: 900 }),
    {
      work: 'library',
      value: ours.libraryBytes / MEGABYTE,
      unit: 'MB',
      bound: { most: 130 },
      isQuality: false,
    },
  ];
  if (!values.peer) return rows;
  return [...rows, ...(await measurePeer(home, join(scratch, `recoll-${Date.now()}`), ours.seconds))];
}

async function measurePeer(home: string, index: string, seconds: number): Promise<Row[]> {
  const theirs = await indexByRecoll(home, index);
  if (theirs === null) return [];
  return [
    { work: 'Recoll: the same folder', value: theirs.seconds, unit: 's', isQuality: false },
    memoryRow('Recoll: peak memory', theirs.peak),
    { work: 'Recoll: index', value: folderBytes(index) / MEGABYTE, unit: 'MB', isQuality: false },
    {
      work: "our time as a share of Recoll's",
      value: seconds / theirs.seconds,
      unit: '',
      bound: { most: 0.25 },
      isQuality: false,
    },
  ];
}

async function measureSearching(home: string, library: string): Promise<void> {
  const given = readQuestions(join(corpora, 'home-queries.tsv'));
  const own = readQuestions(OWN_QUESTIONS);
  // The engine of the indexing lives on for seconds; this one keeps no vector from one query to the next.
  await stopEngine(library);
  const connection = await connectEngine({ library, host: 'bench', ephemeral: true });
  try {
    await connection.client.library.settle({ deep: false });
    const timings: Times = new Map();
    report(
      await measureSuccess(connection, home, {
        questions: given,
        name: 'given',
        floors: { ten: 17, first: 12 },
        timings,
      }),
    );
    report(await measureSuccess(connection, home, { questions: own, name: 'own', timings }));
    report(await measureApart(connection, home, questionsApart(library, WORDS_APART)));
    report(await measureTimes(connection, asTyped([...given, ...own], TIMED_QUERIES), timings));
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

/** Milliseconds until each stage of each query arrived here. */
type Times = Map<string, ReadonlyMap<string, number>>;

interface QuestionList {
  readonly questions: readonly Question[];
  readonly name: string;
  /** Of the last stage: right among the first ten, and right at first. */
  readonly floors?: { readonly ten: number; readonly first: number };
  readonly timings: Times;
}

/** Which questions find their file among the first ten, by stage and kind; the stages of one answer serve for all. */
async function measureSuccess(connection: Connection, home: string, list: QuestionList): Promise<Row[]> {
  const ranks = new Map<string, number[]>(STAGES.map((stage) => [stage, []]));
  for (const [index, { question, path }] of list.questions.entries()) {
    if (index % 20 === 0) tell(`${list.name} questions, ${index} of ${list.questions.length} …`);
    const words = await ask(connection, question, 'lexical');
    const whole = await ask(connection, question, 'close');
    list.timings.set(question, whole.times);
    for (const stage of STAGES) {
      // A query of codes alone has no stage between the first list and the last.
      const found =
        stage === 'lexical' ? words.found.get('light') : (whole.found.get(stage) ?? whole.found.get('close'));
      ranks.get(stage)?.push(found?.findIndex((paths) => paths.includes(join(home, path))) ?? ABSENT);
    }
  }
  return STAGES.flatMap((stage) => successRows(list, stage, ranks.get(stage) ?? []));
}

/** How often the right file stands among the first ten, and how often it is the first. */
function successRows(list: QuestionList, stage: (typeof STAGES)[number], ranks: readonly number[]): Row[] {
  const kinds = list.questions.filter((_, index) => ranks[index] !== ABSENT).map(({ kind }) => kind);
  const work = `${list.name} ${list.questions.length}, ${stage}`;
  const row = (what: string, value: number, least: number | undefined): Row => ({
    work: `${work}: ${what}`,
    value,
    unit: '',
    isQuality: true,
    ...(stage === 'close' && least !== undefined && { bound: { least } }),
  });
  return [
    row(`right in first ten (${byKind(list, kinds)})`, kinds.length, list.floors?.ten),
    row('right at first', ranks.filter((rank) => rank === 0).length, list.floors?.first),
  ];
}

/** Words of two places of one document: whether the first list brings it. */
async function measureApart(
  connection: Connection,
  home: string,
  questions: readonly Question[],
): Promise<Row[]> {
  const ranks: number[] = [];
  for (const { question, path } of questions) {
    const { found } = await ask(connection, question, 'light');
    ranks.push(found.get('light')?.findIndex((paths) => paths.includes(join(home, path))) ?? ABSENT);
  }
  const share = (right: (rank: number) => boolean): number => ranks.filter(right).length / ranks.length;
  const told = { unit: '', isQuality: true };
  const work = `words of two places of a document (${ranks.length}), light`;
  return [
    {
      ...told,
      work: `${work}: right in first ten`,
      value: share((rank) => rank >= 0),
      bound: { least: LEAST_APART },
    },
    { ...told, work: `${work}: right at first`, value: share((rank) => rank === 0) },
  ];
}

function byKind(list: QuestionList, right: readonly string[]): string {
  const kinds = [...new Set(list.questions.map(({ kind }) => kind))];
  const count = (all: readonly string[], kind: string): number =>
    all.filter((other) => other === kind).length;
  const all = list.questions.map(({ kind }) => kind);
  return kinds.map((kind) => `${kind} ${count(right, kind)}/${count(all, kind)}`).join(', ');
}

/** What the questions above took, and more queries until there are enough. */
async function measureTimes(
  connection: Connection,
  queries: readonly string[],
  timings: Times,
): Promise<Row[]> {
  tell(`${queries.length} queries against the clock …`);
  for (const query of queries) {
    if (!timings.has(query)) timings.set(query, (await ask(connection, query, 'close')).times);
  }
  const of = (stage: string): number[] =>
    [...timings.values()].map((times) => times.get(stage) ?? times.get('light') ?? Number.NaN);
  const told = (work: string, value: number): Row => ({ work, value, unit: 'ms', isQuality: false });
  return [
    told('light p50', quantile(of('light'), 0.5)),
    { ...told('light p95', quantile(of('light'), 0.95)), bound: { most: 60 } },
    { ...told('deep p50, nothing stored', quantile(of('deep'), 0.5)), bound: { most: 700 } },
    told('all 64 passages read closely p50, nothing stored', quantile(of('close'), 0.5)),
  ];
}

/** The documents of every stage, each with the paths of its copies, and when each stage arrived here. */
async function ask(
  connection: Connection,
  query: string,
  mode: SearchMode,
): Promise<{ found: Map<string, string[][]>; times: Map<string, number> }> {
  const started = performance.now();
  const times = new Map<string, number>();
  const found = new Map<string, string[][]>();
  for await (const stage of await connection.client.search.run({ query, mode, limit: SUCCESS_DEPTH })) {
    times.set(stage.stage, performance.now() - started);
    found.set(
      stage.stage,
      stage.results.map(({ path, alsoAt }) => [path, ...alsoAt]),
    );
  }
  return { found, times };
}
