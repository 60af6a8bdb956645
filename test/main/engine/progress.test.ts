import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Progress } from '../../../src-main/contract/index.ts';
import { discountedGain, recall } from '../../../src-main/engine/evaluation-measures.ts';
import { Feed, Meter } from '../../../src-main/engine/progress.ts';

describe('a meter', () => {
  it('tells a rate after a second and a time left after a twentieth', () => {
    const meter = new Meter();
    expect(meter.measure(0, 1_000, 0)).toEqual({ done: 0, total: 1_000, perSecond: 0, secondsLeft: null });
    expect(meter.measure(10, 1_000, 500)).toMatchObject({ perSecond: 0, secondsLeft: null });
    expect(meter.measure(20, 1_000, 1_000)).toMatchObject({ perSecond: 20, secondsLeft: null });
    // Forty in the next second: four fifths of the old rate and a fifth of the new one.
    expect(meter.measure(60, 1_000, 2_000)).toEqual({
      done: 60,
      total: 1_000,
      perSecond: 24,
      secondsLeft: 940 / 24,
    });
  });

  it('has nothing left at the end and begins anew with new work', () => {
    const meter = new Meter();
    meter.measure(0, 10, 0);
    meter.measure(5, 10, 1_000);
    expect(meter.measure(10, 10, 2_000)).toMatchObject({ perSecond: 0, secondsLeft: null });
    expect(meter.measure(0, 10, 60_000)).toMatchObject({ perSecond: 0 });
    expect(meter.measure(4, 10, 62_000)).toMatchObject({ perSecond: 2, secondsLeft: 3 });
    expect(new Meter().measure(0, 0, 0)).toMatchObject({ secondsLeft: null });
  });
});

const BAR = { done: 0, total: 0, perSecond: 0, secondsLeft: null };

describe('the feed of progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function feed() {
    let errors = 0;
    const made = new Feed((): Progress => ({
      activity: 'idle',
      searchable: BAR,
      recognised: BAR,
      deepened: BAR,
      errors,
      pause: 'none',
      pausedUntil: null,
      onBattery: false,
      waitsFor: null,
      trouble: null,
    }));
    const abort = new AbortController();
    const seen: number[] = [];
    const ended = (async () => {
      for await (const progress of made.follow(abort.signal)) seen.push(progress.errors);
    })();
    const change = (value: number): void => {
      errors = value;
      made.touch();
    };
    return {
      seen,
      change,
      abort,
      ended,
      touch: () => {
        made.touch();
      },
    };
  }

  it('begins with how things stand and then tells changes, the newest at most four times a second', async () => {
    const { seen, change, abort, ended } = feed();
    await vi.advanceTimersByTimeAsync(10);
    expect(seen).toEqual([0]);
    for (let value = 1; value <= 100; value += 1) {
      change(value);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen.at(-1)).toBe(100);
    expect(seen.length).toBeLessThanOrEqual(6);
    abort.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    await ended;
  });

  it('says nothing where nothing is new, and loses no change that comes while it rests', async () => {
    const { seen, change, touch, abort, ended } = feed();
    await vi.advanceTimersByTimeAsync(10);
    touch();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual([0]);
    change(1);
    await vi.advanceTimersByTimeAsync(100);
    change(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen.at(-1)).toBe(2);
    abort.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    await ended;
  });
});

describe('measures of an evaluation', () => {
  const judgements = new Map([
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ]);

  it.each<[string[], number, number]>([
    [['a', 'b', 'c'], 10, 1],
    [['c', 'b', 'a'], 10, (1 + 2 / Math.log2(3) + 3 / 2) / (3 + 2 / Math.log2(3) + 1 / 2)],
    [['x', 'a'], 10, 3 / Math.log2(3) / (3 + 2 / Math.log2(3) + 1 / 2)],
    [['b'], 1, 2 / 3],
    [['x', 'a'], 1, 0],
    [[], 10, 0],
  ])('nDCG of %j at %i is %d', (ranked, depth, expected) => {
    expect(discountedGain(ranked, judgements, depth)).toBeCloseTo(expected, 12);
  });

  it.each<[string[], number, number]>([
    [['a', 'x', 'b'], 2, 1 / 3],
    [['a', 'x', 'b', 'c'], 100, 1],
    [['a', 'a'], 10, 1 / 3],
    [[], 10, 0],
  ])('recall of %j at %i is %d', (ranked, depth, expected) => {
    expect(recall(ranked, judgements, depth)).toBeCloseTo(expected, 12);
  });

  it('are nothing where nothing was judged', () => {
    expect(discountedGain(['a'], new Map(), 10)).toBe(0);
    expect(recall(['a'], new Map(), 10)).toBe(0);
  });
});
