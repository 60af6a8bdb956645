import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { nearGroups, type NearPair } from '../../../src-main/similar/near-groups.ts';

/** The highest number is the newest. */
const newestFirst = (documents: readonly number[]): number[] =>
  documents.toSorted((left, right) => right - left);

const grouped = (pairs: readonly NearPair[]): number[][] =>
  nearGroups(pairs, newestFirst).map(({ first, others }) => [
    first,
    ...[...others.keys()].toSorted((left, right) => left - right),
  ]);

const near = (left: number, right: number): NearPair => ({ left, right, both: 0.6 });

it('shows the newest first where it is near to most of the others', () => {
  const versions = [1, 2, 3, 4].flatMap((left) =>
    [1, 2, 3, 4].filter((right) => right > left).map((right) => near(left, right)),
  );
  expect(grouped([...versions, near(8, 9)])).toEqual([
    [4, 1, 2, 3],
    [9, 8],
  ]);
});

it('shows the one first that all are near to where the newest is near to few', () => {
  expect(grouped([near(1, 2), near(1, 3), near(1, 4)])).toEqual([[1, 2, 3, 4]]);
});

it('leaves to other groups what the first is not near to', () => {
  const pairs = [near(1, 2), near(1, 3), near(1, 4), near(1, 5), near(2, 3), near(4, 5), near(3, 5)];
  const all = grouped([...pairs, near(6, 1), near(6, 2), near(6, 3), near(6, 4), near(5, 7)]);
  expect(all).toEqual([
    [6, 1, 2, 3, 4],
    [7, 5],
  ]);
});

it('makes no group of a chain whose ends have nothing in common', () => {
  const chain = [1, 2, 3, 4, 5, 6].map((left) => near(left, left + 1));
  expect(grouped(chain).every((group) => group.length <= 3)).toBe(true);
});

it('puts nothing into two groups, and nothing beside a first it is not near to', () => {
  const edges = fc.array(fc.tuple(fc.nat(15), fc.nat(15), fc.double({ min: 0.5, max: 1, noNaN: true })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(edges, (drawn) => {
      const known = new Map(
        drawn
          .filter(([left, right]) => left < right)
          .map(([left, right, both]) => [`${left} ${right}`, { left, right, both }]),
      );
      const groups = nearGroups([...known.values()], newestFirst);
      const all = groups.flatMap(({ first, others }) => [first, ...others.keys()]);
      expect(new Set(all).size).toBe(all.length);
      for (const { first, others } of groups)
        for (const [other, both] of others)
          expect(known.get([first, other].toSorted((one, two) => one - two).join(' '))?.both).toBe(both);
      const left = [...known.values()].filter(
        ({ left: one, right: two }) => !all.includes(one) && !all.includes(two),
      );
      expect(left).toEqual([]);
    }),
  );
});
