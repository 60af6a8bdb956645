import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { connectEngine, type Connection } from '../../../src-main/rpc/connect.ts';
import { processEnded } from '../../../src-main/rpc/process-ended.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { proportionalBytes } from '../memory.ts';
import type { Row } from '../report.ts';
import type { Million } from './build.ts';
import { lastStage, timeRows, timeStages, type Bounds } from './contract-times.ts';
import { keepWarm } from './warm-file.ts';

/** What every part of the benchmark is given. */
export interface Measured {
  readonly million: Million;
  readonly queries: readonly string[];
  readonly tell: (text: string) => void;
  readonly report: (rows: readonly Row[]) => void;
}

const MEGABYTE = 1_000_000;
const WARMING = 20;
const STAGES = ['light', 'deep', 'close'] as const;
type Stage = (typeof STAGES)[number];
const BOUNDS: Readonly<Record<Stage, Bounds>> = {
  light: { p50: 30, p95: 80 },
  deep: { p50: 50, p95: 120 },
  close: { p50: 600 },
};
/** Most that a stage's slowest twentieth may take while a folder is read, of what it takes when nothing else is done. */
const SLOWER_WHILE_INDEXING = 2;
/** A folder with so small a share of all passages. */
const SMALL_SHARE = 0.0001;
const FILTERED_QUERIES = 100;

/** Start, every stage's times and memory, with nothing else going on. */
export async function measureIdle({ million: { library }, queries, tell, report }: Measured): Promise<void> {
  // The first start of an installation compiles the program; what is kept of it serves every later one.
  await leave(await attend(library));
  const warm = keepWarm(join(library, 'index.db'));
  const started = performance.now();
  const connection = await connectEngine({ library, host: 'bench' });
  const first = await lastStage(connection, queries[0] ?? '', 'light');
  const firstAnswer = performance.now() - started;
  await rest(connection);
  const { passages, vectors } = await connection.client.library.status();
  const bytes = Number(execFileSync('du', ['-sb', library], { encoding: 'utf8' }).split('\t')[0]);
  report([
    { work: 'passages', value: passages, unit: '', isQuality: false },
    { work: 'stored vectors', value: vectors, unit: '', isQuality: false },
    { work: 'library', value: bytes / MEGABYTE, unit: 'MB', isQuality: false },
    {
      work: `start to first answer (${first?.results.length ?? 0} documents)`,
      value: firstAnswer,
      unit: 'ms',
      bound: { most: 1_500 },
      isQuality: false,
    },
  ]);
  await timeStages(connection, queries.slice(0, WARMING), 'close', tell);
  for (const stage of STAGES) {
    const times = (await timeStages(connection, queries, stage, tell)).get(stage) ?? [];
    report(timeRows(`${stage}, idle`, times, BOUNDS[stage]));
  }
  const memory = proportionalBytes(connection.pid) / MEGABYTE;
  report([
    { work: 'engine process (PSS)', value: memory, unit: 'MB', bound: { most: 450 }, isQuality: false },
  ]);
  await leave(connection);
  warm.stop();
}

/** The stages' times while a folder is read at full speed, against the same engine at rest. */
export async function measureBusy(measured: Measured): Promise<void> {
  for (const stage of STAGES) await measureBusyStage(stage, measured);
}

/** In a copy of its own, for taking a folder out of a million passages again takes minutes. */
async function measureBusyStage(stage: Stage, { million, queries, tell, report }: Measured): Promise<void> {
  const library = join(million.cache, 'busy-library');
  rmSync(library, { recursive: true, force: true });
  cpSync(million.library, library, { recursive: true });
  const warm = keepWarm(join(library, 'index.db'));
  const connection = await attend(library);
  await timeStages(connection, queries.slice(0, WARMING), stage, tell);
  const idle = await slowest(connection, stage, { queries, tell });
  await connection.client.library.add({ path: million.further });
  const busy = await slowest(connection, stage, { queries, tell });
  const { waiting } = await connection.client.library.status();
  if (waiting === 0) tell(`The folder was read before every ${stage} answer was there.`);
  report([
    {
      work: `${stage} p95 while indexing, of idle`,
      value: busy / idle,
      unit: '',
      bound: { most: SLOWER_WHILE_INDEXING },
      isQuality: false,
    },
    { work: `${stage} p95 while indexing`, value: busy, unit: 'ms', isQuality: false },
  ]);
  await leave(connection);
  warm.stop();
  rmSync(library, { recursive: true, force: true });
}

/** Queries within a folder that holds a ten-thousandth of all passages. */
export async function measureFilter({
  million: { library },
  queries,
  tell,
  report,
}: Measured): Promise<void> {
  const folder = smallFolder(library);
  const warm = keepWarm(join(library, 'index.db'));
  const connection = await attend(library);
  const filtered = queries.slice(0, FILTERED_QUERIES).map((query) => `${query} path:"${folder}"`);
  await timeStages(connection, filtered.slice(0, WARMING), 'light', tell);
  const times = (await timeStages(connection, filtered, 'light', tell)).get('light') ?? [];
  let empty = 0;
  for (const query of filtered) {
    const answer = await lastStage(connection, query, 'light');
    if (answer?.results.length === 0) empty += 1;
  }
  report([
    ...timeRows('light within a folder of 0.01 % of passages', times, { p50: 30 }),
    { work: 'empty answers among them', value: empty, unit: '', bound: { most: 0 }, isQuality: true },
  ]);
  await leave(connection);
  warm.stop();
}

/** The folder whose passages come nearest to the small share. */
function smallFolder(library: string): string {
  const connection = openForReading(join(library, 'index.db'));
  const rows = connection
    .prepare<[], { path: string; passages: number }>(
      'SELECT path, passages FROM documents JOIN contents ON contents.id = documents.content',
    )
    .all();
  connection.close();
  const total = rows.reduce((sum, { passages }) => sum + passages, 0);
  const folders = Map.groupBy(rows, ({ path }) => path.slice(0, path.lastIndexOf('/')));
  const sizes = [...folders].map(([folder, files]) => ({
    folder,
    away: Math.abs(files.reduce((sum, { passages }) => sum + passages, 0) - SMALL_SHARE * total),
  }));
  return sizes.toSorted((left, right) => left.away - right.away)[0]?.folder ?? '';
}

async function slowest(
  connection: Connection,
  stage: Stage,
  { queries, tell }: Pick<Measured, 'queries' | 'tell'>,
): Promise<number> {
  return quantile((await timeStages(connection, queries, stage, tell)).get(stage) ?? [], 0.95);
}

/** An engine that deepens nothing beside what is measured. */
export async function attend(library: string): Promise<Connection> {
  const connection = await connectEngine({ library, host: 'bench' });
  await rest(connection);
  return connection;
}

/** Nothing but what is measured goes on: folders are looked over first. */
async function rest({ client }: Connection): Promise<void> {
  await client.engine.change({ deepening: false, recognition: 'off' });
  await client.library.settle({ deep: false });
}

/** Until its process is gone: the library is locked meanwhile, and the next start would wait for it. */
export async function leave(connection: Connection): Promise<void> {
  await connection.client.engine.stop();
  await processEnded(connection.pid);
}
