import { expect, it } from 'vitest';

import { unit } from '../../../src-main/lib/vector.ts';
import { localOutlierFactors } from '../../../src-main/topics/outlier-factor.ts';
import { randomly } from '../../helpers/random-vectors.ts';

function points(count: number, seed: number): Float32Array[] {
  const next = randomly(seed);
  return Array.from({ length: count }, () => unit(Float32Array.from({ length: 6 }, next)));
}

/** The definitions of the paper, word for word, with the 20 nearest. */
function naive(all: readonly Float32Array[]): number[] {
  const count = Math.min(20, all.length - 1);
  const distance = (a: number, b: number): number =>
    Math.hypot(...all[a]!.map((value, index) => value - all[b]![index]!));
  const neighbours = all.map((_, point) =>
    Array.from(all.keys())
      .filter((other) => other !== point)
      .sort((a, b) => distance(point, a) - distance(point, b) || a - b)
      .slice(0, count),
  );
  const kDistance = (point: number): number => distance(point, neighbours[point]!.at(-1)!);
  const reachability = (point: number, from: number): number =>
    Math.max(kDistance(from), distance(point, from));
  const density = (point: number): number =>
    count / neighbours[point]!.reduce((sum, other) => sum + reachability(point, other), 0);
  return all.map(
    (_, point) => neighbours[point]!.reduce((sum, other) => sum + density(other) / density(point), 0) / count,
  );
}

it('is what the definitions say', () => {
  for (const [count, seed] of [
    [3, 1],
    [15, 2],
    [40, 3],
  ] as const) {
    const all = points(count, seed);
    const expected = naive(all);
    localOutlierFactors(all).forEach((factor, index) => expect(factor).toBeCloseTo(expected[index]!, 4));
  }
});

it('is highest of what lies away from a cluster', () => {
  const cluster = points(30, 5).map((point) =>
    unit(point.map((value, index) => value * 0.1 + Number(index === 0))),
  );
  const away = unit(Float32Array.from([-1, 0.2, 0, 0, 0, 0]));
  const factors = localOutlierFactors([...cluster, away]);
  expect(factors.indexOf(Math.max(...factors))).toBe(30);
});

it('is 1 of one point, and finite of points that coincide', () => {
  const [point] = points(1, 1);
  expect(localOutlierFactors([point!])).toEqual([1]);
  expect(localOutlierFactors([point!, point!, point!]).every(Number.isFinite)).toBe(true);
  expect(localOutlierFactors([])).toEqual([]);
});
