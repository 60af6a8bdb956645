import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { placeWindow } from '../../../src-main/electron/bounds.ts';

const LEFT = { x: 0, y: 0, width: 1600, height: 1000 };
const RIGHT = { x: 1600, y: 100, width: 2560, height: 1400 };

test('a window opens where it stood', () => {
  const kept = { x: 1700, y: 200, width: 1000, height: 700 };
  expect(placeWindow(kept, [LEFT, RIGHT])).toEqual(kept);
});

test('one between two displays goes to the one it stood on most', () => {
  expect(placeWindow({ x: 1200, y: 100, width: 1000, height: 700 }, [LEFT, RIGHT])).toMatchObject({
    x: 1600,
  });
  expect(placeWindow({ x: 900, y: 100, width: 1000, height: 700 }, [LEFT, RIGHT])).toMatchObject({ x: 600 });
});

test('where its display is gone, or nothing is known, it opens in the middle of the first', () => {
  const middle = { x: 200, y: 100, width: 1200, height: 800 };
  expect(placeWindow({ x: 1700, y: 200, width: 1000, height: 700 }, [LEFT])).toEqual(middle);
  expect(placeWindow(null, [LEFT, RIGHT])).toEqual(middle);
  expect(placeWindow(null, [])).toMatchObject({ width: 1200, height: 800 });
});

test('wherever it stood, it opens wholly within a display', () => {
  const place = fc.record({
    x: fc.integer({ min: -9000, max: 9000 }),
    y: fc.integer({ min: -9000, max: 9000 }),
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  });
  fc.assert(
    fc.property(fc.option(place), (kept) => {
      const { x, y, width, height } = placeWindow(kept, [LEFT, RIGHT]);
      const fits = (area: typeof LEFT) =>
        x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height;
      expect([LEFT, RIGHT].some(fits)).toBe(true);
    }),
  );
});
