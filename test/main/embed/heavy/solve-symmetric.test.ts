import { array, assert, double, integer, property } from 'fast-check';
import { expect, it } from 'vitest';

import { solveSymmetric } from '../../../../src-main/embed/heavy/solve-symmetric.ts';

const value = double({ min: -2, max: 2, noNaN: true });

it('solves what it is given, for several right sides at once', () => {
  const holds = property(
    integer({ min: 1, max: 6 }).chain((order) =>
      array(value, { minLength: order * (order + 2), maxLength: order * (order + 2) }).map((values) => ({
        order,
        values,
      })),
    ),
    ({ order, values }) => {
      const half = values.slice(0, order * order);
      const right = values.slice(order * order);
      // G Gᵀ + I is positive definite.
      const left = Array.from({ length: order * order }, (_, place) => {
        const [row, column] = [Math.floor(place / order), place % order];
        let sum = row === column ? 1 : 0;
        for (let at = 0; at < order; at += 1) sum += half[row * order + at]! * half[column * order + at]!;
        return sum;
      });
      const solved = Float64Array.from(right);
      solveSymmetric(Float64Array.from(left), solved, order);
      for (let row = 0; row < order; row += 1)
        for (let column = 0; column < 2; column += 1) {
          let sum = 0;
          for (let at = 0; at < order; at += 1) sum += left[row * order + at]! * solved[at * 2 + column]!;
          expect(sum).toBeCloseTo(right[row * 2 + column] ?? 0, 6);
        }
    },
  );
  assert(holds);
});
