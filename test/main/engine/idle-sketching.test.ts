import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { IdleSketching } from '../../../src-main/engine/idle-sketching.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LONG = 60_000;

/** So many steps, of which the last says that all is done. */
function stepping(steps: number, isIdle: () => boolean = () => true) {
  const told = { steps: 0, released: 0 };
  const sketching = new IdleSketching({
    step: async () => {
      told.steps += 1;
      return told.steps >= steps;
    },
    isIdle,
    release: async () => {
      told.released += 1;
    },
  });
  return { told, sketching };
}

it('looks at everything once something changed, and lets go of what it needed', async () => {
  const { told, sketching } = stepping(3);
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told).toEqual({ steps: 0, released: 0 });
  sketching.touch();
  sketching.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told).toEqual({ steps: 3, released: 1 });
});

it('waits while something else is to do', async () => {
  let isIdle = false;
  const { told, sketching } = stepping(2, () => isIdle);
  sketching.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told.steps).toBe(0);
  isIdle = true;
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told).toEqual({ steps: 2, released: 1 });
});

it('begins no step once it is closed', async () => {
  const { told, sketching } = stepping(2);
  sketching.touch();
  await sketching.close();
  sketching.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told.steps).toBe(0);
});

it('looks again where something changed during a step', async () => {
  const { told, sketching } = stepping(1);
  sketching.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  sketching.touch();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(told.steps).toBe(2);
});
