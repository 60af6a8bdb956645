import { assert, constantFrom, double, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import {
  carrying,
  frameOf,
  panned,
  toMap,
  toScreen,
  WHOLE,
  withInSight,
  zoomed,
} from '../../../../src-renderer/topics/map/view.ts';

const FRAME = frameOf({ width: 800, height: 600 }, { least: [0.1, 0.2], most: [0.9, 0.8] });
const share = double({ min: 0, max: 1, noNaN: true });

test('the whole shows every point, with room around', () => {
  const carried = carrying(FRAME, WHOLE);
  for (const corner of [
    [0.1, 0.2],
    [0.9, 0.8],
  ] as const) {
    const [x, y] = toScreen(carried, corner);
    expect(x).toBeGreaterThan(20);
    expect(x).toBeLessThan(780);
    expect(y).toBeGreaterThan(20);
    expect(y).toBeLessThan(580);
  }
});

test('a wide frame stretches the map, but not beyond recognition', () => {
  const wide = frameOf({ width: 3000, height: 400 }, { least: [0, 0], most: [1, 1] });
  expect(wide.sides[0] / wide.sides[1]).toBeCloseTo(1.5);
});

test('what lies under the pointer stays there while the map is enlarged', () => {
  assert(
    property(tuple(share, share), double({ min: 1.1, max: 20, noNaN: true }), ([across, down], factor) => {
      // Near the middle nothing is held back at the map's edge.
      const at = [300 + 200 * across, 250 + 100 * down] as const;
      const before = toMap(carrying(FRAME, WHOLE), at);
      const [x, y] = toScreen(carrying(FRAME, zoomed(FRAME, WHOLE, factor, at)), before);
      expect(x).toBeCloseTo(at[0], 3);
      expect(y).toBeCloseTo(at[1], 3);
    }),
  );
});

test('the size has an end both ways, and the whole its place', () => {
  expect(zoomed(FRAME, WHOLE, 0.01, [0, 0])).toEqual(WHOLE);
  expect(zoomed(FRAME, WHOLE, 1e6, [400, 300]).scale).toBe(60);
  expect(panned(FRAME, WHOLE, [500, 500])).toEqual(WHOLE);
});

test('any point is brought in sight by no more than needed', () => {
  assert(
    property(
      tuple(share, share),
      integer({ min: 2, max: 30 }),
      constantFrom(0, 1),
      ([x, y], scale, corner) => {
        const view = zoomed(FRAME, WHOLE, scale, [800 * corner, 600 * corner]);
        const place = [0.1 + 0.8 * x, 0.2 + 0.6 * y] as const;
        const then = withInSight(FRAME, view, place);
        const [left, top] = toScreen(carrying(FRAME, then), place);
        expect(left).toBeGreaterThan(-1);
        expect(left).toBeLessThan(801);
        expect(top).toBeGreaterThan(-1);
        expect(top).toBeLessThan(601);
        const again = withInSight(FRAME, then, place).middle;
        expect(again[0]).toBeCloseTo(then.middle[0], 9);
        expect(again[1]).toBeCloseTo(then.middle[1], 9);
      },
    ),
  );
});
