import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openForWriting } from '../../../src-main/storage/connection.ts';
import type { DeathAt, DyingAnswer, DyingTask } from '../../helpers/dying-engine.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { tinyModel } from '../../helpers/tiny-model.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const DYING = fileURLToPath(new URL('../../helpers/dying-engine.ts', import.meta.url));
const NEVER = new AbortController().signal;
const SLOW_MILLISECONDS = 60_000;
const MEANINGS = [
  ['lease', 'tenancy', 'cancel'],
  ['bees', 'honey', 'hive'],
];
const [FROM, TO] = ['model-before', 'model-after'];
const QUERY = 'tenancy notice in writing';
/** Passages besides those that are asked for. */
const OTHERS = 330;

const files = (): Record<string, string> => ({
  'flat.txt': 'The tenancy may be ended with three months notice, in writing.\n',
  ...Object.fromEntries(
    Array.from({ length: OTHERS }, (_, turn) => [
      `notes/${turn}.txt`,
      `Note ${turn}: the ferry to the island leaves from pier ${turn} at noon, hive ${turn} has honey.\n`,
    ]),
  ),
});

/** A library of which one model has read all, while another one is there. */
let before: EngineBench;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  before = await EngineBench.read(files());
  for (const [seed, name] of [FROM, TO].entries()) {
    const made = await tinyModel(join(folder.path, name), MEANINGS, { seed: seed + 1 });
    await before.engine.importModel({ folder: made, pooling: 'mean' }, NEVER);
  }
  await before.engine.useModel(FROM);
  await before.settle(true);
  await waitUntil(async () => (await before.engine.models()).change === null, SLOW_MILLISECONDS);
  await before.close();
}, SLOW_MILLISECONDS);
afterAll(async () => {
  await before?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Begins to change the model in a process of its own; resolves to what it answered until it was killed. */
async function changeUntilDeath(library: string, at: DeathAt): Promise<DyingAnswer[]> {
  const task: DyingTask = { library, from: FROM, to: TO, query: QUERY, at };
  const dying = fork(DYING, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answers: DyingAnswer[] = [];
  dying.on('message', (answer) => answers.push(answer as DyingAnswer));
  const [, signal] = (await once(dying, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return answers;
}

const ALL = OTHERS + 1;

describe('a change of the model whose engine is killed', () => {
  it.each<[string, DeathAt, { readonly isOver: boolean; readonly least: number }]>([
    ['at the first passage', { kind: 'passage', passages: 1 }, { isOver: false, least: 0 }],
    ['at one of a hundred', { kind: 'passage', passages: 34 }, { isOver: false, least: 32 }],
    ['before the last passage', { kind: 'passage', passages: ALL - 1 }, { isOver: false, least: ALL - 32 }],
    ['while similarities are likened', { kind: 'likening', passages: 100 }, { isOver: false, least: 64 }],
    [
      'when all is read and nothing has gone',
      { kind: 'leaving', milliseconds: 0 },
      { isOver: true, least: ALL },
    ],
    ['while what the other made goes', { kind: 'leaving', milliseconds: 3 }, { isOver: true, least: ALL }],
    ['while its space is given back', { kind: 'leaving', milliseconds: 12 }, { isOver: true, least: ALL }],
  ])(
    '%s goes on from there, answers all the while, and gives the space back',
    async (name, at, { isOver, least }) => {
      const library = join(folder.path, name.replaceAll(' ', '-'));
      await cp(before.library, library, { recursive: true });
      const bytesBefore = (await stat(join(library, 'index.db'))).size;
      const answers = await changeUntilDeath(library, at);
      expect(answers.length).toBeGreaterThan(0);
      for (const answer of answers) expect(answer).toEqual({ stage: 'deep', best: 'flat.txt', notes: [] });

      await using bench = await EngineBench.resume({ papers: before.papers, library });
      expect(readBy(bench, TO)).toBeGreaterThanOrEqual(least);
      const change = (await bench.engine.models()).change;
      if (!isOver) expect(change).toMatchObject({ from: FROM, to: TO });
      expect((await bench.found(QUERY, 'deep'))[0]).toBe('flat.txt');
      await bench.settle(true);
      await waitUntil(async () => (await bench.engine.models()).change === null, SLOW_MILLISECONDS);
      expect((await bench.found(QUERY, 'deep'))[0]).toBe('flat.txt');
      expect([readBy(bench, FROM), readBy(bench, TO)]).toEqual([0, ALL]);
      await bench.close();
      expect(bench.rows<{ freelist_count: number }>('PRAGMA freelist_count')).toEqual([
        { freelist_count: 0 },
      ]);
      expect((await stat(join(library, 'index.db'))).size).toBeLessThan(bytesBefore * 1.05);
    },
    SLOW_MILLISECONDS,
  );

  it(
    'between what goes and its space gives that back at the next start',
    async () => {
      await using bench = await begun('taken out');
      await bench.close();
      const index = openForWriting(join(bench.library, 'index.db'), { durable: true });
      index.exec(`DELETE FROM vectors WHERE model IN (SELECT id FROM models WHERE name LIKE '${FROM}@%')`);
      index.exec(`DELETE FROM code_pages WHERE model IN (SELECT id FROM models WHERE name LIKE '${FROM}@%')`);
      index.close();
      expect(freePages(bench)).toBeGreaterThan(0);
      await bench.reopen();
      await finish(bench);
    },
    SLOW_MILLISECONDS,
  );

  it(
    'and whose other model is gone by then takes out what that made all the same',
    async () => {
      await using bench = await begun('gone');
      await bench.close();
      await rm(join(bench.library, 'models', FROM), { recursive: true });
      await bench.reopen();
      expect((await bench.found(QUERY, 'deep'))[0]).toBe('flat.txt');
      await finish(bench);
    },
    SLOW_MILLISECONDS,
  );
});

/** A library in which one model begins to take the place of the other. */
async function begun(name: string): Promise<EngineBench> {
  const library = join(folder.path, name);
  await cp(before.library, library, { recursive: true });
  const bench = await EngineBench.resume({ papers: before.papers, library });
  await bench.engine.useModel(TO);
  expect(readBy(bench, FROM)).toBe(ALL);
  return bench;
}

/** Everything is read anew, and nothing is left of the other model. */
async function finish(bench: EngineBench): Promise<void> {
  await bench.settle(true);
  await waitUntil(() => readBy(bench, FROM) === 0 && freePages(bench) === 0, SLOW_MILLISECONDS);
  await waitUntil(async () => (await bench.engine.models()).change === null, SLOW_MILLISECONDS);
  expect((await bench.found(QUERY, 'deep'))[0]).toBe('flat.txt');
  await bench.close();
  expect([readBy(bench, FROM), readBy(bench, TO), freePages(bench)]).toEqual([0, ALL, 0]);
}

function freePages(bench: EngineBench): number {
  const [row] = bench.rows<{ freelist_count: number }>('PRAGMA freelist_count');
  return row?.freelist_count ?? 0;
}

/** Passages that a model has read. */
function readBy(bench: EngineBench, model: string): number {
  const [{ count } = { count: 0 }] = bench.rows<{ count: number }>(
    `SELECT count(*) AS count FROM vectors JOIN models ON models.id = model WHERE models.name LIKE '${model}@%' AND models.name NOT LIKE '%#%'`,
  );
  return count;
}
