import { describe, expect, it } from 'vitest';

import { MOST_COMPARED, sample, type PassageRun } from '../../../src-main/similar/likeness.ts';
import { VectorLikeness } from '../../../src-main/similar/vector-likeness.ts';
import { openForWriting } from '../../../src-main/storage/connection.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import { vectorLibrary } from '../../helpers/vector-library.ts';

/** No multiple of what the kernel takes at once. */
const DIMENSIONS = 23;
const PASSAGES = 240;

const random = seededRandom(11);
const vectors = Array.from({ length: PASSAGES }, () =>
  Int8Array.from({ length: DIMENSIONS }, () => below(255, random) - 127),
);
const made = async () => vectorLibrary(PASSAGES, (passage) => vectors[passage]!);

/** As plainly as it can be said. */
function cosine(left: number, right: number): number {
  const [one, other] = [[...vectors[left]!], [...vectors[right]!]];
  const length = (values: readonly number[]): number => Math.hypot(...values);
  return one.reduce((sum, value, lane) => sum + value * other[lane]!, 0) / (length(one) * length(other) || 1);
}

function oracle(left: PassageRun, right: PassageRun) {
  const [lefts, rights] = [sample(left), sample(right)];
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const there = mean(lefts.map((one) => Math.max(...rights.map((other) => cosine(one, other)))));
  const back = mean(rights.map((other) => Math.max(...lefts.map((one) => cosine(one, other)))));
  const pairs = lefts.flatMap((one) => rights.map((other) => ({ one, other, near: cosine(one, other) })));
  const best = pairs.toSorted((some, others) => others.near - some.near)[0]!;
  return {
    score: expect.closeTo((there + back) / 2, 5) as number,
    left: best.one,
    right: best.other,
    pair: expect.closeTo(best.near, 5) as number,
  };
}

describe('documents by the vectors of their passages', () => {
  it('are as alike as each passage is to the nearest of the other, however many they have', async () => {
    await using library = await made();
    const likeness = new VectorLikeness(library);
    for (let times = 0; times < 30; times += 1) {
      const [left, right] = [0, 100].map((from) => ({
        first: from + below(20, random),
        count: 1 + below(times < 15 ? 9 : 80, random),
      }));
      expect(likeness.with(left!)(right!)).toEqual(oracle(left!, right!));
    }
  });

  it('are compared from beginning to end where they are long', () => {
    const places = sample({ first: 1_000, count: 480 });
    expect(places).toHaveLength(MOST_COMPARED);
    expect(places.slice(0, 3)).toEqual([1_000, 1_010, 1_020]);
    expect(places.at(-1)).toBe(1_470);
  });

  it('may be asked in turns', async () => {
    await using library = await made();
    const likeness = new VectorLikeness(library);
    const [long, short, other] = [
      { first: 0, count: 48 },
      { first: 60, count: 2 },
      { first: 70, count: 5 },
    ];
    const [one, two] = [likeness.with(long), likeness.with(short)];
    expect(one(other)).toEqual(oracle(long, other));
    expect(two(other)).toEqual(oracle(short, other));
    expect(one(short)).toEqual(oracle(long, short));
  });

  it('are nothing where a passage was not read, or its vector has left while its code stands', async () => {
    await using library = await made();
    const likeness = new VectorLikeness(library);
    const [gone, unread, whole] = [
      { first: 10, count: 3 },
      { first: 20, count: 3 },
      { first: 30, count: 3 },
    ];
    library.heavy.clear(21, 1);
    const writer = openForWriting(library.file, { durable: false });
    writer.exec('DELETE FROM vectors WHERE hash = (SELECT hash FROM passages WHERE id = 12)');
    writer.exec('DELETE FROM passages WHERE id = 40');
    writer.close();
    expect(likeness.has(gone)).toBe(true);
    expect(likeness.has(unread)).toBe(false);
    for (const lacking of [gone, unread, { first: 39, count: 3 }]) {
      expect(likeness.with(whole)(lacking)).toBeNull();
      expect(likeness.with(lacking)(whole)).toBeNull();
    }
    expect(likeness.with(whole)(whole)?.score).toBeCloseTo(1, 5);
    const pairs = [
      [12, 30],
      [30, 40],
      [31, 10],
    ] as const;
    expect(likeness.cosines(pairs)).toEqual([expect.closeTo(cosine(31, 10), 10)]);
  });

  it('are not alike where a vector is nothing but zeros', async () => {
    await using library = await vectorLibrary(4, (passage) => new Int8Array(DIMENSIONS).fill(passage));
    const likeness = new VectorLikeness(library);
    expect(likeness.with({ first: 0, count: 1 })({ first: 1, count: 2 })?.score).toBe(0);
    expect(likeness.cosines([[0, 1]])).toEqual([0]);
  });
});
