import { expect, it } from 'vitest';

import { CodeLikeness } from '../../../src-main/similar/code-likeness.ts';
import { LikenessScale, nearnessOf } from '../../../src-main/similar/likeness-scale.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { hammingDistance } from '../../helpers/hamming-distance.ts';
import { below, seededRandom } from '../../helpers/random.ts';

const WIDTH = 32;

it('of two documents is the mean of what each passage is nearest to, both ways', () => {
  const random = seededRandom(3);
  const codes = Array.from({ length: 9 }, () => Uint8Array.from({ length: WIDTH }, () => below(256, random)));
  const resident = ResidentCodes.ofWidth(WIDTH);
  resident.put(0, Buffer.concat(codes));
  const likeness = new CodeLikeness(resident);
  const cosine = (left: number, right: number): number =>
    Math.cos((Math.PI * hammingDistance(codes[left]!, codes[right]!)) / (WIDTH * 8));
  const [lefts, rights] = [
    [0, 1, 2, 3],
    [4, 5, 6, 7, 8],
  ];
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const there = mean(lefts!.map((left) => Math.max(...rights!.map((right) => cosine(left, right)))));
  const back = mean(rights!.map((right) => Math.max(...lefts!.map((left) => cosine(left, right)))));
  const found = likeness.between({ first: 0, count: 4 }, { first: 4, count: 5 });
  expect(found.score).toBeCloseTo((there + back) / 2, 10);
  expect(found.pair).toBeCloseTo(cosine(found.left, found.right), 10);
  expect(found.pair).toBeCloseTo(
    Math.max(...lefts!.flatMap((left) => rights!.map((right) => cosine(left, right)))),
    10,
  );
});

it('is told from what unrelated texts have to the same, and in words', () => {
  const scale = new LikenessScale(Array.from({ length: 101 }, (_, place) => place / 200));
  expect(scale.scoreOf(0.25)).toBe(0);
  expect(scale.scoreOf(1)).toBe(1);
  expect(scale.scoreOf(0.1)).toBe(0);
  expect([0.1, 0.4, 0.9].map(nearnessOf)).toEqual(['distant', 'alike', 'close']);
});

it('does not take the two documents of a small folder for unrelated', () => {
  expect(new LikenessScale([0.9]).scoreOf(0.9)).toBeGreaterThan(0.8);
});
