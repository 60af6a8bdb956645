import { array, assert, double, integer, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import { centresOf, NAME_HEIGHT, spread, type Name } from '../../../../src-renderer/topics/map/names.ts';
import { nearest, nextTowards, pointsOf, within } from '../../../../src-renderer/topics/map/points.ts';

const share = double({ min: 0, max: 1, noNaN: true });
const places = array(tuple(share, share), { minLength: 1, maxLength: 60 });
const all = (): boolean => true;

function made(at: readonly (readonly [number, number])[], labels: readonly (number | null)[] = []) {
  return pointsOf(
    {
      documents: at.map((_, place) => place + 1),
      x: at.map(([x]) => x),
      y: at.map(([, y]) => y),
      labels: at.map((_, place) => labels[place] ?? null),
      total: at.length,
      basis: 'light',
      computing: null,
    },
    [{ id: 7 }, { id: 9 }],
  );
}

test('labels are told by their place, unknown ones are none', () => {
  expect([
    ...made(
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [9, null, 5],
    ).label,
  ]).toEqual([1, -1, -1]);
});

test('the nearest shown point within reach is meant', () => {
  assert(
    property(places, tuple(share, share), ([...points], at) => {
      const found = nearest(made(points), at, [0.2, 0.2], (one) => one % 2 === 0);
      const far = points.map(([x, y], one) =>
        one % 2 === 0 ? Math.hypot(Math.fround(x) - at[0], Math.fround(y) - at[1]) : Infinity,
      );
      const least = Math.min(...far);
      if (least >= 0.2) expect(found).toBe(-1);
      else expect(far[found]).toBeCloseTo(least, 6);
    }),
  );
});

test('an arrow goes on in its direction, and stops at the end', () => {
  const grid = made(Array.from({ length: 25 }, (_, at) => [(at % 5) / 4, Math.floor(at / 5) / 4] as const));
  expect(nextTowards(grid, [0.5, 0.5], [1, 0], all)).toBe(13);
  expect(nextTowards(grid, [0.5, 0.5], [0, -1], all)).toBe(7);
  expect(nextTowards(grid, [0, 0], [-1, 0], all)).toBe(-1);
});

test('a loop holds what lies within it', () => {
  const loop = [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
    [0.2, 0.8],
  ] as const;
  assert(
    property(places, (points) => {
      const inside = within(made(points), loop, all);
      points.forEach(([x, y], at) => {
        const isIn = x > 0.2001 && x < 0.7999 && y > 0.2001 && y < 0.7999;
        const isOut = x < 0.1999 || x > 0.8001 || y < 0.1999 || y > 0.8001;
        if (isIn || isOut) expect(inside.includes(at)).toBe(isIn);
      });
    }),
  );
});

test('a loop that turns inwards leaves out what it goes around', () => {
  const horseshoe = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0.7, 1],
    [0.7, 0.3],
    [0.3, 0.3],
    [0.3, 1],
    [0, 1],
  ] as const;
  expect(
    within(
      made([
        [0.5, 0.6],
        [0.15, 0.6],
        [0.5, 0.1],
      ]),
      horseshoe,
      all,
    ),
  ).toEqual([1, 2]);
});

test('a name stands in the middle of most, not of a few far away', () => {
  const points = made(
    [
      [0.2, 0.2],
      [0.21, 0.2],
      [0.2, 0.21],
      [1, 1],
    ],
    [7, 7, 7, 7],
  );
  const [centre, none] = centresOf(points, 2);
  expect(centre?.[0]).toBeLessThan(0.22);
  expect(none).toBeNull();
});

test('names cover no other, and the first stands where it wants to', () => {
  const name = record({
    label: integer({ min: 0, max: 9 }),
    at: tuple(double({ min: 0, max: 300, noNaN: true }), double({ min: 0, max: 200, noNaN: true })),
    width: integer({ min: 20, max: 140 }),
  });
  assert(
    property(array(name, { minLength: 1, maxLength: 30 }), (wanted) => {
      const names = wanted.map((one): Name => ({ ...one, text: 'name' }));
      const placed = spread(names);
      expect(placed[0]).toEqual(names[0]);
      for (const [at, one] of placed.entries())
        for (const other of placed.slice(at + 1)) {
          const across = Math.abs(one.at[0] - other.at[0]) >= (one.width + other.width) / 2;
          expect(across || Math.abs(one.at[1] - other.at[1]) >= NAME_HEIGHT).toBe(true);
        }
    }),
  );
});
