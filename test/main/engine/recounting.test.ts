import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Recounting } from '../../../src-main/engine/recounting.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(count: (id: number, signal: AbortSignal) => Promise<void> = async () => undefined) {
  const counted: number[] = [];
  const recounting = new Recounting({
    all: () => [1, 2],
    count: async (id, signal) => {
      await count(id, signal);
      signal.throwIfAborted();
      counted.push(id);
    },
  });
  return { counted, recounting };
}

test('a burst of changes is counted once, a while after its first', async () => {
  const { counted, recounting } = setUp();
  for (let change = 0; change < 50; change += 1) recounting.touch();
  expect(counted).toEqual([]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(counted).toEqual([1, 2]);
});

test('a question breaks off what is being counted, which begins anew behind it', async () => {
  let begun = 0;
  const { counted, recounting } = setUp(async () => {
    begun += 1;
    await vi.advanceTimersByTimeAsync(0);
  });
  const answered = Promise.withResolvers<void>();
  async function* answer() {
    yield 'first';
    await answered.promise;
  }
  const stages = recounting.beside(answer());
  await stages.next();
  const done = recounting.all();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([begun, counted]).toEqual([0, []]);
  answered.resolve();
  await stages.next();
  await done;
  expect(counted).toEqual([1, 2]);
});

test('what is being counted when a question comes is not lost', async () => {
  let signals: AbortSignal[] = [];
  const first = Promise.withResolvers<void>();
  const { counted, recounting } = setUp(async (_, signal) => {
    signals = [...signals, signal];
    if (signals.length === 1) await first.promise;
  });
  const done = recounting.all();
  await vi.advanceTimersByTimeAsync(0);
  const stages = recounting.beside(
    (async function* () {
      yield 'answer';
    })(),
  );
  await stages.next();
  expect(signals[0]?.aborted).toBe(true);
  first.resolve();
  await stages.next();
  await done;
  expect(counted.toSorted()).toEqual([1, 2]);
});

test('one that cannot be counted does not keep the others from it', async () => {
  const { counted, recounting } = setUp(async (id) => {
    if (id === 1) throw new Error('not now');
  });
  await recounting.all();
  expect(counted).toEqual([2]);
});

test('nothing is counted once it is closed', async () => {
  const { counted, recounting } = setUp();
  recounting.touch();
  await recounting.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counted).toEqual([]);
});
