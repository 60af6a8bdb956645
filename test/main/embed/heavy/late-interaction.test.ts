import { array, assert, float, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answeringRange, Likeness, tokenVectors } from '../../../../src-main/embed/heavy/late-interaction.ts';

const DIMENSIONS = 4;
const states = array(
  array(float({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }),
  { minLength: 3, maxLength: 9 },
);
const vectorsOf = (rows: readonly (readonly number[])[]) =>
  tokenVectors(Float32Array.from(rows.flat()), DIMENSIONS);

function cosine(left: readonly number[], right: readonly number[]): number {
  const product = left.reduce((sum, lane, index) => sum + lane * (right[index] ?? 0), 0);
  return product / (Math.hypot(...left) * Math.hypot(...right) || 1);
}

describe('late interaction', () => {
  it('is the mean over the query of the likest token, the marks around both texts left out', () => {
    const agrees = property(states, states, (query, passage) => {
      const inner = passage.slice(1, -1);
      const plain = query
        .slice(1, -1)
        .map((row) => Math.max(...inner.map((column) => cosine(row, column))))
        .reduce((sum, most, _, { length }) => sum + most / length, 0);
      expect(new Likeness(vectorsOf(query), vectorsOf(passage)).late()).toBeCloseTo(plain, 4);
    });
    assert(agrees);
  });

  it('never falls as a range grows, and is 0 for an empty one', () => {
    const holds = property(
      states,
      states,
      tuple(integer({ min: 0, max: 7 }), integer({ min: 0, max: 7 })),
      (query, passage, bounds) => {
        const likeness = new Likeness(vectorsOf(query), vectorsOf(passage));
        const [from = 0, to = 0] = bounds
          .map((bound) => Math.min(bound, likeness.columns))
          .toSorted((a, b) => a - b);
        if (from === to) expect(likeness.late({ from, to })).toBe(0);
        else expect(likeness.late({ from, to })).toBeLessThanOrEqual(likeness.late() + 1e-6);
      },
    );
    assert(holds);
  });

  it('finds the range that answers, and none where there is no choice', () => {
    const [east, north] = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ];
    const mark = [0, 0, 1, 0];
    const query = vectorsOf([mark, north, mark]);
    const likeness = new Likeness(query, vectorsOf([mark, east, east, north, mark]));
    const ranges = [
      { from: 0, to: 2 },
      { from: 2, to: 3 },
    ];
    expect(answeringRange(likeness, ranges)).toBe(1);
    expect(answeringRange(likeness, ranges.slice(0, 1))).toBe(-1);
    expect(answeringRange(likeness, [ranges[1] ?? { from: 0, to: 0 }, { from: 3, to: 3 }])).toBe(-1);
  });
});
