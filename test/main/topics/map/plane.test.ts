import { array, assert, boolean, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { aligned, evened, intoUnitSquare } from '../../../../src-main/topics/map/plane.ts';

const coordinate = double({ min: -50, max: 50, noNaN: true });
const points = array(coordinate, { minLength: 8, maxLength: 40 }).map((values) =>
  Float64Array.from(values.slice(0, values.length - (values.length % 2))),
);
const angle = double({ min: -4, max: 4, noNaN: true });

/** Turned, perhaps reflected, and shifted. */
function carried(plane: Float64Array, by: number, isReflected: boolean, shift: number): Float64Array {
  const hand = isReflected ? -1 : 1;
  return plane.map((_, at) => {
    const [x, y] = [plane[at - (at % 2)]!, hand * plane[at - (at % 2) + 1]!];
    const turned = at % 2 === 0 ? Math.cos(by) * x - Math.sin(by) * y : Math.sin(by) * x + Math.cos(by) * y;
    return turned + shift;
  });
}

describe('a plane', () => {
  it('that was turned, reflected and shifted is laid back where it was', () => {
    assert(
      property(points, angle, boolean(), coordinate, (plane, by, isReflected, shift) => {
        const rows = Array.from({ length: plane.length / 2 }, (_, row) => row);
        const back = aligned(carried(plane, by, isReflected, shift), rows, plane);
        back.forEach((value, at) => expect(value).toBeCloseTo(plane[at]!, 6));
      }),
    );
  });

  it('is told by some of its points how to lie', () => {
    const before = Float64Array.of(0, 0, 1, 0, 0, 2);
    const whole = carried(Float64Array.of(...before, 5, 5), 2, true, 3);
    const back = aligned(whole, [0, 1, 2], before);
    expect(back[6]).toBeCloseTo(5, 6);
    expect(back[7]).toBeCloseTo(5, 6);
  });

  it('is evened without anyone passing another', () => {
    assert(
      property(points, (plane) => {
        const square = intoUnitSquare(plane);
        const even = evened(square);
        expect(even.every((value) => value >= -1e-9 && value <= 1 + 1e-9)).toBe(true);
        for (let at = 2; at < plane.length; at += 1) {
          const before = at - 2;
          if (square[at]! > square[before]!) expect(even[at]).toBeGreaterThan(even[before]!);
          if (square[at] === square[before]) expect(even[at]).toBe(even[before]);
        }
      }),
    );
  });

  it('fits the square with its shape kept', () => {
    assert(
      property(points, (plane) => {
        const square = intoUnitSquare(plane);
        expect(square.every((value) => value >= 0 && value <= 1)).toBe(true);
        const ratio = (at: number): number => (square[at]! - square[0]!) * (plane[3]! - plane[1]!);
        const other = (at: number): number => (plane[at]! - plane[0]!) * (square[3]! - square[1]!);
        expect(ratio(2)).toBeCloseTo(other(2), 6);
      }),
    );
  });
});
