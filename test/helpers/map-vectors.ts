import type { StoredDocumentVectors } from '../../src-main/storage/document-vectors.ts';
import type { MadePoints, StoredMap } from '../../src-main/storage/map-points.ts';
import { makeMap } from '../../src-main/topics/map/make-map.ts';
import { randomly, rowsAround } from './random-vectors.ts';

const DIMENSIONS = 32;
const SPREAD = 0.8;

export const NO_MAP: StoredMap = { layout: null, points: [] };

/** Documents around so many subjects, `each` of one; the n-th document is of subject n mod subjects. */
export function documentsOf(subjects: number, each: number): StoredDocumentVectors {
  const next = randomly(3);
  const middles = Array.from({ length: subjects }, () => Array.from({ length: DIMENSIONS }, next));
  const sorted = rowsAround(middles, { each, spread: SPREAD });
  const count = subjects * each;
  const light = new Int8Array(sorted.length);
  for (let row = 0; row < count; row += 1) {
    const from = ((row % subjects) * each + Math.floor(row / subjects)) * DIMENSIONS;
    light.set(sorted.subarray(from, from + DIMENSIONS), row * DIMENSIONS);
  }
  return {
    contents: Uint32Array.from({ length: count }, (_, row) => row + 1),
    light,
    heavy: new Int8Array(0),
    heavyRow: new Int32Array(count).fill(-1),
  };
}

/** The first documents of a library. */
export function firstOf({ contents, light }: StoredDocumentVectors, count: number): StoredDocumentVectors {
  return {
    contents: contents.slice(0, count),
    light: light.slice(0, count * DIMENSIONS),
    heavy: new Int8Array(0),
    heavyRow: new Int32Array(count).fill(-1),
  };
}

/** What making the map comes to, all steps done. */
export function madeOf(vectors: StoredDocumentVectors, stored: StoredMap = NO_MAP): MadePoints | null {
  const work = makeMap(vectors, stored);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** A map after something was made, as it is kept. */
export function keptAfter(before: StoredMap, made: MadePoints | null): StoredMap {
  if (made === null) return before;
  const points = Array.from(made.contents, (content, row) => ({
    content,
    x: made.x[row]!,
    y: made.y[row]!,
    anchor: made.anchors[row] === 1,
  }));
  return made.layout === null
    ? { layout: before.layout, points: [...before.points, ...points] }
    : { layout: made.layout, points };
}
