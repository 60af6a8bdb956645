import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { nearGroups } from '../../../src-main/similar/near-groups.ts';

it('gathers what is near to one, around the one with the most neighbours', () => {
  const pairs = [
    { left: 1, right: 2, both: 0.9 },
    { left: 1, right: 3, both: 0.8 },
    { left: 1, right: 4, both: 0.7 },
    { left: 8, right: 9, both: 0.6 },
  ];
  expect(nearGroups(pairs)).toEqual([
    [1, 2, 3, 4],
    [8, 9],
  ]);
});

it('makes no group of a chain whose ends have nothing in common', () => {
  const chain = [1, 2, 3, 4, 5, 6].map((left) => ({ left, right: left + 1, both: 0.5 }));
  expect(nearGroups(chain).every((group) => group.length <= 3)).toBe(true);
});

it('puts nothing into two groups, and nothing beside what it is not near to', () => {
  const edges = fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 40 });
  fc.assert(
    fc.property(edges, (drawn) => {
      const pairs = drawn
        .filter(([left, right]) => left < right)
        .map(([left, right]) => ({ left, right, both: 0.6 }));
      const groups = nearGroups(pairs);
      const all = groups.flat();
      expect(new Set(all).size).toBe(all.length);
      for (const [middle, ...others] of groups)
        for (const other of others)
          expect(
            pairs.some(({ left, right }) => [left, right].every((one) => one === middle || one === other)),
          ).toBe(true);
    }),
  );
});
