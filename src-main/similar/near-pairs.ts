import { BANDS, bandKey, estimate, SKETCH_VALUES } from './sketch.ts';

/** Two documents by their rows, the earlier one first. */
export interface RowPair {
  readonly left: number;
  readonly right: number;
}

/** A sketch of 126 values misses a pair's true measure by .04 on average: with less than this it is hardly half alike. */
const WORTH_COMPARING = 0.35;
/** Of a band's bucket each is compared with so many of the first: thousands of pages of one kind would make millions of pairs. */
const MOST_COMPARED = 200;

/** Pairs of documents whose sketches say that they may be nearly the same (locality-sensitive hashing over bands). */
export function candidatePairs(sketches: Uint16Array): RowPair[] {
  const count = sketches.length / SKETCH_VALUES;
  const met = new Set<number>();
  const pairs: RowPair[] = [];
  for (let band = 0; band < BANDS; band += 1) {
    for (const bucket of bucketsOf(sketches, count, band)) {
      bucket.forEach((right, place) => {
        for (const left of bucket.slice(0, Math.min(place, MOST_COMPARED))) {
          const key = left * count + right;
          if (met.has(key)) continue;
          met.add(key);
          if (estimate(sketches, left, right) >= WORTH_COMPARING) pairs.push({ left, right });
        }
      });
    }
  }
  return pairs.toSorted((one, other) => one.left - other.left || one.right - other.right);
}

/** Rows that may be nearly the same as a sketch. */
export function candidatesOf(sketch: Uint16Array, sketches: Uint16Array): number[] {
  const both = new Uint16Array(2 * SKETCH_VALUES);
  both.set(sketch);
  const rows: number[] = [];
  for (let row = 0; row * SKETCH_VALUES < sketches.length; row += 1) {
    both.set(sketches.subarray(row * SKETCH_VALUES, (row + 1) * SKETCH_VALUES), SKETCH_VALUES);
    if (estimate(both, 0, 1) >= WORTH_COMPARING) rows.push(row);
  }
  return rows;
}

function bucketsOf(sketches: Uint16Array, count: number, band: number): number[][] {
  const buckets = new Map<number, number[]>();
  for (let row = 0; row < count; row += 1) {
    const key = bandKey(sketches, row, band);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [row]);
    else bucket.push(row);
  }
  return [...buckets.values()].filter(({ length }) => length > 1);
}
