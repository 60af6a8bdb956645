import { describe, expect, it } from 'vitest';

import { verifiedBy, type AskedVectors } from '../../../src-main/search/asked-vectors.ts';
import type { Candidate } from '../../../src-main/search/fusion.ts';
import { liken, likeningOf, likeningOfBounds, type ReadTwice } from '../../../src-main/search/likening.ts';
import { innerProduct, unit } from '../../../src-main/lib/vector.ts';
import { randomly } from '../../helpers/random-vectors.ts';

const PASSAGES = 200;
const BOUNDS = likeningOfBounds({ low: 0.1, high: 0.8 }, { low: 0.5, high: 0.9 });

/** Two models of different widths that see the same things, the second with a mean of its own and some noise. */
function twoModels(seed: number) {
  const next = randomly(seed);
  const row = (lanes: number): Float32Array => Float32Array.from({ length: lanes }, next);
  const turn = Array.from({ length: 24 }, () => row(16));
  const both = (): ReadTwice => {
    const before = unit(row(16));
    const now = unit(Float32Array.from(turn, (axis) => innerProduct(axis, before) + 0.2 * next() + 1));
    return { before, now };
  };
  return { both, passages: Array.from({ length: PASSAGES }, both) };
}

const moments = (values: readonly number[]): [number, number] => {
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
};

describe('a similarity of the model before', () => {
  it('stands for what the bounds of both say, while too few passages are read by both', () => {
    expect(liken(0.1, BOUNDS)).toBeCloseTo(0.5, 12);
    expect(liken(0.8, BOUNDS)).toBeCloseTo(0.9, 12);
    const { both, passages } = twoModels(1);
    expect(likeningOf(both(), passages.slice(0, 63), BOUNDS)).toBe(BOUNDS);
    expect(likeningOf(both(), passages.slice(0, 64), BOUNDS)).not.toBe(BOUNDS);
  });

  it('has the mean and the spread of the model that reads now, and keeps its order', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { both, passages } = twoModels(seed);
      const query = both();
      const likening = likeningOf(query, passages, BOUNDS);
      const likened = passages.map(({ before }) => liken(innerProduct(query.before, before), likening));
      const [mean, spread] = moments(likened);
      const [wantedMean, wantedSpread] = moments(passages.map(({ now }) => innerProduct(query.now, now)));
      expect(mean).toBeCloseTo(wantedMean, 6);
      expect(spread).toBeCloseTo(wantedSpread, 6);
      expect(likening.slope).toBeGreaterThan(0);
    }
  });

  it('is itself where both models are one', () => {
    const { both, passages } = twoModels(3);
    const query = both();
    const same = passages.map(({ now }) => ({ before: now, now }));
    const { slope, intercept } = likeningOf({ before: query.now, now: query.now }, same, BOUNDS);
    expect(slope).toBeCloseTo(1, 9);
    expect(intercept).toBeCloseTo(0, 9);
  });

  it('tells nothing apart where the model before did not', () => {
    const { both, passages } = twoModels(4);
    const [first] = passages;
    if (first === undefined) throw new Error('no passage');
    const flat = passages.map(({ now }) => ({ before: first.before, now }));
    expect(likeningOf(both(), flat, BOUNDS)).toBe(BOUNDS);
  });
});

describe('candidates', () => {
  const candidate = (passage: number): Candidate => ({
    passage,
    content: passage,
    lexical: 0,
    light: 0,
    deep: Number.NaN,
    late: Number.NaN,
    near: 0,
    echo: 0,
  });

  it('are each compared in the space they have, as a plain count has it, whatever share is read anew', () => {
    for (const share of [0, 0.1, 0.5, 0.9, 1]) {
      const { both, passages } = twoModels(7);
      const query = both();
      const likening = likeningOf(query, passages, BOUNDS);
      const asked: AskedVectors = { now: query.now, before: { vector: query.before, likening } };
      const next = randomly(share * 100 + 1);
      const isNew = passages.map(() => (next() + 1) / 2 < share);
      // A passage that is read anew may still have what the model before made of it.
      const units = {
        now: new Map(passages.flatMap(({ now }, place) => (isNew[place] ? [[place, now] as const] : []))),
        before: new Map(
          passages.flatMap(({ before }, place) =>
            !isNew[place] || place % 2 ? [[place, before] as const] : [],
          ),
        ),
      };
      const found = verifiedBy(
        passages.map((_, place) => candidate(place)),
        asked,
        units,
      );
      const plain = passages.map(({ now, before }, place) =>
        isNew[place]
          ? innerProduct(query.now, now)
          : likening.slope * innerProduct(query.before, before) + likening.intercept,
      );
      expect(found.map(({ deep }) => deep)).toEqual(plain);
    }
  });

  it('keep what they had where no model has read them', () => {
    const { both } = twoModels(8);
    const { now, before } = both();
    const asked = { now, before: { vector: before, likening: BOUNDS } };
    const [one] = verifiedBy([{ ...candidate(1), deep: 0.25 }], asked, { now: new Map(), before: new Map() });
    expect(one?.deep).toBe(0.25);
  });
});
