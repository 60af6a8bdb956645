import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { DataSet } from '../../../src-main/engine/data-set.ts';
import { discountedGain, mean } from '../../../src-main/engine/evaluation-measures.ts';
import { connectEngine, type Connection } from '../../../src-main/rpc/connect.ts';
import { median, type Row } from '../report.ts';
import { recordOf, writeRecords } from './sets.ts';

export interface LiveOptions {
  readonly name: string;
  readonly data: DataSet;
  readonly model: { readonly folder: string; readonly name: string };
  /** A folder for the files and the library. */
  readonly scratch: string;
}

const ENGINE = fileURLToPath(new URL('../../../src-main/rpc/engine-process.ts', import.meta.url));
/** How much is read anew when the engine is killed. */
const KILL_AT = 0.5;
const LOOK_EVERY = 100;
const LISTED = 10;

interface Load {
  /** nDCG@10 of every answer. */
  readonly figures: number[];
  /** Of those that were asked once. */
  readonly milliseconds: number[];
  /** Questions asked once more, for the engine they were asked of was killed. */
  again: number;
  failed: number;
}

/** A real engine changes its model while questions come one after the other, and is killed on the way. */
export async function measureLive({ name, data, model, scratch }: LiveOptions): Promise<Row[]> {
  const [folder, library] = [join(scratch, 'files'), join(scratch, 'library')];
  await writeRecords(data, folder);
  const first = await startEngine(library);
  await prepare(library, folder, model);
  const before = await askAll(library, data);
  const ending = new AbortController();
  const load: Load = { figures: [], milliseconds: [], again: 0, failed: 0 };
  const asking = ask(library, data, load, ending.signal);
  await change(library, model.name);
  const atKill = await doneAt(library, KILL_AT);
  process.kill(-(first.pid ?? 0), 'SIGKILL');
  const afterKill = await doneAt(library, 0);
  await doneAt(library, 1);
  ending.abort();
  await asking;
  const after = await askAll(library, data);
  const kept = await stored(library);
  const better = Math.max(before, after);
  const row = (work: string, value: number, unit: string, bound?: Row['bound']): Row => ({
    work: `${name}, live: ${work}`,
    value,
    unit,
    isQuality: true,
    ...(bound && { bound }),
  });
  return [
    row('questions asked while it changed', load.figures.length, ''),
    row('of them failed', load.failed, '', { most: 0 }),
    row('asked once more after the kill', load.again, ''),
    row('median answer', median(load.milliseconds), 'ms'),
    row('longest answer, the one over the kill aside', Math.max(...load.milliseconds), 'ms'),
    row('nDCG@10 before', before, ''),
    row('nDCG@10 while it changed', mean(load.figures), '', { least: 0.9 * better }),
    row('nDCG@10 after', after, ''),
    row('read anew at the kill', atKill, ''),
    row('read anew at the next start', afterKill, '', { least: atKill - 2 * 32 }),
    row('models whose vectors are left', kept, '', { most: 1 }),
  ];
}

async function startEngine(library: string): Promise<ChildProcess> {
  const engine = fork(ENGINE, ['--library', library], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise((ready) => engine.once('message', ready));
  engine.disconnect();
  engine.unref();
  return engine;
}

async function withClient<Result>(
  library: string,
  work: (client: Connection['client']) => Promise<Result>,
): Promise<Result> {
  const connection = await connectEngine({ library, host: 'bench' });
  try {
    return await work(connection.client);
  } finally {
    await connection.close();
  }
}

/** Read to its end by the model of the program, the other one imported. */
function prepare(library: string, folder: string, model: LiveOptions['model']): Promise<void> {
  return withClient(library, async (client) => {
    await client.engine.change({ deepening: false, recognition: 'off', history: false });
    await client.library.add({ path: folder });
    await client.library.settle({ deep: true });
    await client.engine.importModel(model);
  });
}

function change(library: string, name: string): Promise<void> {
  return withClient(library, async (client) => {
    await client.engine.change({ deepening: true, deepenOnBattery: true });
    await client.engine.useModel({ name });
  });
}

/** Resolves to how many passages are read anew, once that is so much of all. */
async function doneAt(library: string, share: number): Promise<number> {
  for (;;) {
    const state = await withClient(library, (client) => client.engine.models()).catch(() => null);
    if (state?.change === null) return Number.NaN;
    const { done = 0, total = 0 } = state?.change ?? {};
    if (total > 0 && share < 1 && done >= share * total) return done;
    await sleep(LOOK_EVERY);
  }
}

/** One question after the other, as a page asks: once more where the engine ended meanwhile. */
async function ask(library: string, data: DataSet, load: Load, signal: AbortSignal): Promise<void> {
  for (let next = 0; !signal.aborted; next += 1) {
    const query = data.queries[next % data.queries.length];
    if (query === undefined) return;
    const started = performance.now();
    try {
      const once = () => answer(library, data, query);
      let isOnce = true;
      const figure = await once().catch(() => {
        isOnce = false;
        return once();
      });
      load.figures.push(figure);
      if (isOnce) load.milliseconds.push(performance.now() - started);
      else load.again += 1;
    } catch (thrown) {
      load.failed += 1;
      process.stderr.write(`${String(thrown)}\n`);
    }
  }
}

async function askAll(library: string, data: DataSet): Promise<number> {
  const figures: number[] = [];
  for (const query of data.queries) figures.push(await answer(library, data, query));
  return mean(figures);
}

/** nDCG@10 of the last list. */
function answer(library: string, data: DataSet, { id, text }: DataSet['queries'][number]): Promise<number> {
  return withClient(library, async (client) => {
    let paths: string[] = [];
    const request = { query: text, mode: 'deep', limit: LISTED } as const;
    for await (const stage of await client.search.run(request)) {
      if (stage.final) paths = stage.results.map(({ path }) => path);
    }
    if (paths.length === 0) throw new Error(`no answer to ${text}`);
    return discountedGain(
      paths.map((path) => recordOf(data, path)),
      data.judgements.get(id) ?? new Map(),
      LISTED,
    );
  });
}

/** How many models' vectors are stored, once the engine has ended. */
async function stored(library: string): Promise<number> {
  await withClient(library, (client) => client.engine.stop());
  const { openForReading } = await import('../../../src-main/storage/connection.ts');
  await sleep(1_000);
  const connection = openForReading(join(library, 'index.db'));
  try {
    const row = connection
      .prepare<[], { models: number }>('SELECT count(DISTINCT model) AS models FROM vectors')
      .get();
    return row?.models ?? 0;
  } finally {
    connection.close();
  }
}
