import { describe, expect, it } from 'vitest';

import type { StoredMap } from '../../../../src-main/storage/map-points.ts';
import { documentsOf, firstOf, keptAfter, madeOf, NO_MAP } from '../../../helpers/map-vectors.ts';

const SUBJECTS = 4;
const library = documentsOf(SUBJECTS, 60);
const ALL = library.contents.length;

/** How many of the points nearest to each are of its own subject. */
function purity({ points }: StoredMap, nearest = 8): number {
  const own = points.flatMap((point) => {
    const others = points
      .filter((other) => other !== point)
      .sort((left, right) => apart(point, left) - apart(point, right))
      .slice(0, nearest);
    return others.map((other) => Number(other.content % SUBJECTS === point.content % SUBJECTS));
  });
  return own.reduce((sum, one) => sum + one, 0) / own.length;
}

type Point = StoredMap['points'][number];

function apart(left: Point, right: Point): number {
  return Math.hypot(left.x - right.x, left.y - right.y);
}

/** The mean distance between where points lay and lie. */
function moved(before: StoredMap, after: StoredMap): number {
  const now = new Map(after.points.map((point) => [point.content, point]));
  const distances = before.points.map((point) => apart(point, now.get(point.content) ?? point));
  return distances.reduce((sum, one) => sum + one, 0) / distances.length;
}

describe('a map', () => {
  it('lays alike documents together, all within the square, the same every time', () => {
    const made = madeOf(library);
    const map = keptAfter(NO_MAP, made);
    expect(map.points).toHaveLength(ALL);
    expect(map.points.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
    expect(purity(map)).toBeGreaterThan(0.95);
    expect(madeOf(library)).toEqual(made);
  });

  it('leaves every point where it is when documents come, and puts these among their like', () => {
    const before = keptAfter(NO_MAP, madeOf(firstOf(library, 200)));
    const after = keptAfter(before, madeOf(library, before));
    expect(after.points.slice(0, 200)).toEqual(before.points);
    expect(after.points).toHaveLength(ALL);
    expect(after.points.slice(200).some(({ anchor }) => anchor)).toBe(false);
    expect(purity(after)).toBeGreaterThan(0.9);
  });

  it('has nothing to do where every document has its place', () => {
    const map = keptAfter(NO_MAP, madeOf(library));
    expect(madeOf(library, map)).toBeNull();
    expect(madeOf(firstOf(library, 220), map)).toBeNull();
  });

  it('is made anew once the library has grown by half, and lies as before', () => {
    const before = keptAfter(NO_MAP, madeOf(firstOf(library, 120)));
    const made = madeOf(library, before);
    expect(made?.layout).toEqual({ documents: ALL, anchors: ALL, basis: 'light' });
    const after = keptAfter(before, made);
    const fresh = keptAfter(NO_MAP, madeOf(library));
    expect(moved(before, after)).toBeLessThan(0.15);
    expect(moved(before, after)).toBeLessThan(moved(before, fresh));
  });

  it('is made anew once half of what held it left', () => {
    const before = keptAfter(NO_MAP, madeOf(library));
    expect(madeOf(firstOf(library, 100), before)?.layout).toMatchObject({ documents: 100 });
  });

  it('is made anew once documents can be compared by heavy vectors', () => {
    const before = keptAfter(NO_MAP, madeOf(library));
    const heavyRow = Int32Array.from({ length: ALL }, (_, row) => (row < 200 ? row : -1));
    const deep = { ...library, heavy: library.light.slice(0, 200 * 32), heavyRow };
    const after = keptAfter(before, madeOf(deep, before));
    expect(after.layout).toMatchObject({ basis: 'heavy', anchors: 200 });
    expect(after.points).toHaveLength(ALL);
    expect(purity(after)).toBeGreaterThan(0.9);
  });

  it.each([0, 1, 2, 3, 49])('stands for %i documents too', (count) => {
    const made = madeOf(firstOf(library, count));
    expect(made?.contents.length ?? 0).toBe(count);
    expect([...(made?.x ?? []), ...(made?.y ?? [])].every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('of documents that are all the same is no point without a place', () => {
    const light = new Int8Array(60 * 32).fill(100);
    const made = madeOf({ ...firstOf(library, 60), light });
    expect([...(made?.x ?? [NaN])].every(Number.isFinite)).toBe(true);
  });
});
