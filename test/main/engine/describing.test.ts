import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Describing } from '../../../src-main/engine/describing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LONG = 10_000;

/** So many contents of which nothing is known yet; `told` names those whose language is. */
function describing(contents: number) {
  const left = Array.from({ length: contents }, (_, content) => ({ content, text: `text ${content}` }));
  const told: number[] = [];
  const knobs = { isBestLater: false, threads: 0 };
  const made = new Describing({
    writer: {
      describe: () => Promise.resolve([...left]),
      keepLanguages: ({ told: languages }) => {
        told.push(...languages.map(({ content }) => content));
        left.length = 0;
        return Promise.resolve();
      },
    },
    startThread: () => {
      knobs.threads += 1;
      return {
        calls: {
          tell: ({ texts }) => Promise.resolve(texts.map(() => 'en')),
          close: () => Promise.resolve<true>(true),
        },
        waiting: 0,
        close: async () => void (knobs.threads -= 1),
      };
    },
    isBestLater: () => knobs.isBestLater,
  });
  return { made, told, knobs };
}

it('tells languages once something is stored, and gives the room back', async () => {
  const { made, told, knobs } = describing(2);
  made.touch();
  expect(made.isBusy).toBe(true);
  await vi.advanceTimersByTimeAsync(LONG);
  expect([told, knobs.threads, made.isBusy]).toEqual([[0, 1], 0, false]);
});

it('waits for a better moment, and finds it by itself', async () => {
  const { made, told, knobs } = describing(1);
  knobs.isBestLater = true;
  made.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  expect([told, knobs.threads, made.isBusy]).toEqual([[], 0, true]);
  knobs.isBestLater = false;
  await vi.advanceTimersByTimeAsync(LONG);
  expect([told, made.isBusy]).toEqual([[0], false]);
});

it('does not wait for ever where no moment is a better one', async () => {
  const { made, told, knobs } = describing(1);
  knobs.isBestLater = true;
  for (let touched = 0; touched < 20; touched += 1) {
    made.touch();
    await vi.advanceTimersByTimeAsync(LONG / 2);
  }
  expect(told).toEqual([0]);
});

it('waits for none where somebody waits for it', async () => {
  const { made, told, knobs } = describing(1);
  knobs.isBestLater = true;
  await made.settled();
  expect(told).toEqual([0]);
  await made.close();
  expect(knobs.threads).toBe(0);
});
