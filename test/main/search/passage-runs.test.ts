import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';

import { runsOf } from '../../../src-main/search/passage-runs.ts';

it('names every passage that may be found once, and no other', () => {
  const holds = property(array(constantFrom(0, 1), { maxLength: 60 }), (bits) => {
    const runs = runsOf(Uint8Array.from(bits)) ?? [];
    const named = runs.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, place) => first + place),
    );
    expect(named).toEqual(bits.flatMap((bit, id) => (bit === 1 ? [id] : [])));
    runs.slice(1).forEach(({ first }, place) => expect(first).toBeGreaterThan((runs[place]?.last ?? 0) + 1));
  });
  assert(holds);
});

it('gives up on what is too much or too scattered', () => {
  expect(runsOf(new Uint8Array(30_000).fill(1))).toBeNull();
  expect(runsOf(Uint8Array.from({ length: 1_000 }, (_, id) => id % 2))).toBeNull();
});
