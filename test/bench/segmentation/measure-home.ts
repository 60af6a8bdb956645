import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createEngine, type Engine } from '../../../src-main/engine/index.ts';
import { entryBeside } from '../../../src-main/lib/entry.ts';
import type { Spawn } from '../../../src-main/lib/processes.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { readQuestions, type Question } from '../questions.ts';
import type { Row } from '../report.ts';
import { inScratch } from '../scratch.ts';

const OWN_QUESTIONS = resolve(import.meta.dirname, '../../quality/home-questions.tsv');
const DEPTH = 10;
const NEVER = new AbortController().signal;

/** The engine's children, the one that reads files in place of the product's. */
const spawnTopicReader: Spawn = (entry, options) =>
  fileURLToPath(entry).includes('extract-process')
    ? spawnChild(entryBeside('topic-extract-process', import.meta.url), options)
    : spawnChild(entry, options);

const SPAWNS: Readonly<{ [name: string]: Spawn }> = { windows: spawnChild, topics: spawnTopicReader };

/** A person's folder: what each way of cutting costs to index, and which questions find their file among the first ten. */
export async function measureHome(corpora: string): Promise<Row[]> {
  const home = realpathSync(join(corpora, 'home'));
  const lists = {
    given: readQuestions(join(corpora, 'home-queries.tsv')),
    own: readQuestions(OWN_QUESTIONS),
  };
  const rows: Row[] = [];
  for (const [name, spawn] of Object.entries(SPAWNS)) {
    const measured = await inScratch((scratch) =>
      measureEngine(name, { home, lists, library: join(scratch, 'library'), spawn }),
    );
    rows.push(...measured);
  }
  return rows;
}

interface HomeRun {
  readonly home: string;
  readonly lists: Readonly<{ [name: string]: readonly Question[] }>;
  readonly library: string;
  readonly spawn: Spawn;
}

async function measureEngine(name: string, { home, lists, library, spawn }: HomeRun): Promise<Row[]> {
  const engine = await createEngine({ library, spawn, ephemeral: true });
  try {
    const started = performance.now();
    await engine.addFolder(home);
    const { passages } = await engine.settle(false, NEVER);
    const row = (work: string, value: number, unit = ''): Row => ({
      work: `home/, ${name}: ${work}`,
      value,
      unit,
      isQuality: unit !== 's',
    });
    const rows = [row('indexed in', (performance.now() - started) / 1_000, 's'), row('passages', passages)];
    for (const [list, questions] of Object.entries(lists))
      rows.push(
        row(`right in first ten, ${list} ${questions.length}`, await countRight(engine, home, questions)),
      );
    return rows;
  } finally {
    await engine.close();
  }
}

async function countRight(engine: Engine, home: string, questions: readonly Question[]): Promise<number> {
  let right = 0;
  for (const { question, path } of questions)
    if ((await firstTen(engine, question)).includes(join(home, path))) right += 1;
  return right;
}

async function firstTen(engine: Engine, query: string): Promise<string[]> {
  const request = { query, mode: 'light', limit: DEPTH, passages: 1, asTyped: false } as const;
  const paths: string[] = [];
  for await (const { results } of engine.search(request, NEVER))
    paths.push(...results.flatMap(({ path, alsoAt }) => [path, ...alsoAt]));
  return paths;
}
