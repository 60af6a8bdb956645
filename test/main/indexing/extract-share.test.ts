import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, expect, test, vi } from 'vitest';

import type { ExtractPoolOptions } from '../../../src-main/indexing/extract-pool-options.ts';
import { ExtractPool } from '../../../src-main/indexing/extract-pool.ts';
import type { Share } from '../../../src-main/lib/processes.ts';
import { fakeSpawn, type FakeChild } from '../../helpers/fake-child.ts';
import { OpenedFiles } from '../../helpers/opened-files.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** A pool of fake readers; each answers only when it is told to. */
async function pool(options: Partial<ExtractPoolOptions>) {
  const folder = await temporaryFolder();
  const { spawn, children } = fakeSpawn();
  const ended = new Set<number>();
  const made = new ExtractPool({
    spawn: (entry, given) => {
      const child = spawn(entry, given);
      const place = children.length - 1;
      void child.exited.then(() => ended.add(place));
      return child;
    },
    lightModel: '/model',
    processes: 4,
    ...options,
  });
  const opened = new OpenedFiles();
  /** Hands over files one after the other, each opened before the next; what comes of them, a code where they are refused. */
  const read = async (...names: string[]): Promise<readonly Promise<unknown>[]> => {
    const outcomes: Promise<unknown>[] = [];
    for (const name of names) {
      const path = join(folder.path, name);
      writeFileSync(path, name);
      const hand = () => made.extract(path).catch(({ code }: { readonly code: string }) => code);
      await opened.next(() => outcomes.push(hand()));
    }
    return outcomes;
  };
  const asked = (place: number): { readonly name?: string }[] =>
    (children[place]?.heard ?? []).map(({ argument }: { argument: object }) => argument);
  const close = async (): Promise<void> => {
    opened[Symbol.dispose]();
    await made.close();
    await folder[Symbol.asyncDispose]();
  };
  return { pool: made, children, ended, read, asked, [Symbol.asyncDispose]: close };
}

afterEach(() => vi.useRealTimers());

/** Milliseconds in which a pool looks after its readers again and again. */
const LONG = 2_000;
const LONGER_THAN_A_FILE_MAY_TAKE = 31_000;

/** A reader has one file to read and one behind it. */
async function answerTwice(child: FakeChild): Promise<void> {
  await child.answer({});
  await child.answer({});
}

test('readers are as many, and stand back as far, as the pace says, and change with it', async () => {
  let share = { processes: 3, isLowest: false };
  await using made = await pool({ share: () => share });
  await made.read('a', 'b', 'c', 'd', 'e', 'f');
  expect([made.children.length, made.pool.capacity]).toEqual([3, 6]);
  expect(made.asked(0)).toEqual([{ lightModel: '/model', isLowest: false }]);
  for (const child of made.children.slice()) await child.answer(true);
  share = { processes: 1, isLowest: true };
  expect(made.pool.capacity).toBe(2);
  for (const child of made.children.slice(0, 3)) await answerTwice(child);
  await made.read('g', 'h', 'i');
  await waitUntil(() => made.children.length === 4);
  expect(made.ended).toEqual(new Set([0, 1, 2]));
  expect(made.asked(3)).toEqual([{ lightModel: '/model', isLowest: true }]);
  await made.children[3]?.answer(true);
  expect(made.asked(3).map(({ name }) => name)).toEqual(['g', 'h']);
  expect(made.children).toHaveLength(4);
});

test('a reader that only keeps current is asked to be small, and is replaced once there is more to do', async () => {
  let share: Share = { processes: 1, isLowest: false, isLean: true };
  const asked: unknown[] = [];
  const { spawn, children } = fakeSpawn();
  await using made = await pool({
    share: () => share,
    spawn: (entry, options) => {
      asked.push(options?.isLean);
      return spawn(entry, options);
    },
  });
  await made.read('a', 'b', 'c');
  expect(asked).toEqual([true]);
  expect(made.pool.isStanding).toBe(true);
  await children[0]?.answer(true);
  share = { processes: 2, isLowest: false };
  await made.read('d');
  expect(asked).toEqual([true, false]);
  // What it was given it reads to its end.
  await answerTwice(children[0]!);
  await waitUntil(() => children.length === 3);
  expect(asked).toEqual([true, false, false]);
  // One that is fast already does for what is over soon.
  for (const child of children.slice(1)) await child.answer(true);
  for (const child of children.slice(1)) await child.answer({});
  share = { processes: 1, isLowest: false, isLean: true };
  await made.read('e');
  await nextTurn();
  expect(asked).toEqual([true, false, false]);
});

test('the first reader is started however short memory is, a second one where there is room', async () => {
  let hasRoom = false;
  await using made = await pool({ hasRoom: () => hasRoom });
  await made.read('a', 'b', 'c');
  expect(made.children).toHaveLength(1);
  hasRoom = true;
  await made.read('d');
  expect(made.children.length).toBeGreaterThan(1);
});

test('readers are let go one by one while all together hold too much, but never the last', async () => {
  // The clock by which the pool looks after its readers is turned by hand.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let isTooLarge = false;
  await using made = await pool({
    processes: 3,
    isTooLarge: () => isTooLarge,
    hasRoom: () => !isTooLarge,
  });
  await made.read('a', 'b', 'c', 'd', 'e', 'f');
  for (const child of made.children.slice()) await child.answer(true);
  isTooLarge = true;
  vi.advanceTimersByTime(LONG);
  // What they were given is read to its end.
  expect(made.ended.size).toBe(0);
  for (const child of made.children.slice(0, 3)) await answerTwice(child);
  await made.read('g');
  vi.advanceTimersByTime(LONG);
  await waitUntil(() => made.ended.size === 2);
  vi.advanceTimersByTime(LONG);
  await nextTurn();
  expect(made.ended.size).toBe(2);
  expect(made.children).toHaveLength(3);
});

test('a file that is answered while its process is ended stays so, and the one behind is read by another', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  await using made = await pool({ processes: 1 });
  const outcomes = await made.read('long', 'behind');
  const [first] = made.children;
  await first?.answer(true);
  const end = first?.kill;
  if (first !== undefined) first.kill = () => undefined;
  vi.advanceTimersByTime(LONGER_THAN_A_FILE_MAY_TAKE);
  await first?.answer('read after all');
  end?.();
  await waitUntil(() => made.children.length === 2);
  await made.children[1]?.answer(true);
  await made.children[1]?.answer('read by another');
  expect(await Promise.all(outcomes)).toEqual(['read after all', 'read by another']);
});
