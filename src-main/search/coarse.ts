import { CodeScorer } from '../embed/light/code-distance.ts';
import type { CodeDistances } from '../embed/light/code-distances.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';

/** A passage by light meaning. */
export interface CoarseHit {
  readonly passage: number;
  /** Cosine between the query and the code read as ±1, −1…1. */
  readonly light: number;
}

/** What a scan over all codes leaves. */
export interface CoarseAnswer {
  readonly hits: readonly CoarseHit[];
  /** The similarity of any passage. */
  similarityOf(passage: number): number;
}

/** The query in both forms a scan needs. */
export interface CoarseQuery {
  readonly vector: Float32Array;
  readonly code: Uint8Array;
  /** Where the bits of codes turn. */
  readonly centre: Float32Array;
}

export interface CoarseOptions {
  readonly limit: number;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
  readonly distances: CodeDistances;
}

/** Nearest by bits alone that are scored again by the real-valued query: ten times what is asked for. */
const SHORTLIST_SHARE = 10;
const MOST_BITS = 256;

/**
 * Scans every resident code, bits against bits; the nearest are ordered by the real-valued query. Any number is
 * chosen at one price: distances are counted, not sorted. `allowed` filters before the count.
 */
export function coarseCandidates(
  query: CoarseQuery,
  resident: ResidentCodes,
  { limit, allowed, distances }: CoarseOptions,
): CoarseAnswer {
  const { codes, live, used } = resident;
  const scorer = new CodeScorer(query.vector, query.centre);
  const similarityOf = (passage: number): number => scorer.scoreAt(codes, passage);
  const bits = distances.measure(query.code, codes, used);
  for (let place = 0; place < used; place += 1) {
    if (live[place] === 0 || (allowed !== null && allowed[place] !== 1)) bits[place] = MOST_BITS + 1;
  }
  return { hits: best(nearest(bits, limit * SHORTLIST_SHARE), limit, similarityOf), similarityOf };
}

/** The most similar, best first. Numbers are sorted to find the least of them, objects only what is kept. */
function best(
  passages: readonly number[],
  limit: number,
  similarityOf: (passage: number) => number,
): CoarseHit[] {
  const lights = Float64Array.from(passages, similarityOf);
  const least = lights.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
  return passages
    .flatMap((passage, index) => {
      const light = lights[index] ?? 0;
      return light < least ? [] : [{ passage, light }];
    })
    .toSorted((left, right) => right.light - left.light || left.passage - right.passage)
    .slice(0, limit);
}

/** Places of the `count` smallest distances, and of all that equal the last of them. */
export function nearest(bits: Uint16Array, count: number): number[] {
  const counts = new Uint32Array(MOST_BITS + 2);
  // By place: an iterator over so many takes several times as long.
  for (let place = 0; place < bits.length; place += 1) {
    const distance = bits[place] ?? MOST_BITS + 1;
    counts[distance] = (counts[distance] ?? 0) + 1;
  }
  let last = 0;
  for (let sum = counts[0] ?? 0; sum < count && last < MOST_BITS; sum += counts[last] ?? 0) last += 1;
  const places: number[] = [];
  for (let place = 0; place < bits.length; place += 1) {
    if ((bits[place] ?? MOST_BITS + 1) <= last) places.push(place);
  }
  return places;
}
