import { readPassage } from '../storage/passages.ts';
import type { Candidate, RankedContent } from './fusion.ts';
import { passageEmbeddedText } from './passage-text.ts';
import type { SearchLibrary } from './searcher.ts';

/** A passage whose heavy vector decides, with all that is needed to get it. */
export interface VerifiedPassage {
  readonly passage: number;
  readonly hash: Uint8Array;
  readonly text: string;
}

/** Documents read closely for one query, each by its best passage. */
export const VERIFIED_DOCUMENTS = 64;

/** The passages to verify: the best of each of the first documents. */
export function passagesToVerify(ranked: readonly RankedContent[], library: SearchLibrary): VerifiedPassage[] {
  return ranked.slice(0, VERIFIED_DOCUMENTS).flatMap((content) => {
    const best = content.passages[0];
    const row = best === undefined ? undefined : readPassage(library.connection, best.passage);
    if (row === undefined) return [];
    return [{ passage: row.id, hash: row.hash, text: passageEmbeddedText(row, library.texts) }];
  });
}

/** A vector of unit length; int8 lanes are taken as directions alone. */
export function unit(vector: Int8Array | Float32Array): Float32Array {
  const values = Float32Array.from(vector);
  const length = Math.hypot(...values);
  return length === 0 ? values : values.map((value) => value / length);
}

/** Candidates with the cosines of their vectors; those without one keep what they had. */
export function verified(
  candidates: readonly Candidate[],
  query: Float32Array,
  vectors: ReadonlyMap<number, Float32Array>,
): Candidate[] {
  return candidates.map((candidate) => {
    const vector = vectors.get(candidate.passage);
    return vector === undefined ? candidate : { ...candidate, deep: dot(query, vector) };
  });
}

/** How much of the mean of the best passages is added to the query (Rocchio; dense feedback, Yu et al. 2021). */
const FEEDBACK_SHARE = 0.4;
const FEEDBACK_PASSAGES = 3;

/** The query moved toward what its best answers say. Pure. */
export function withFeedback(
  query: Float32Array,
  ranked: readonly RankedContent[],
  vectors: ReadonlyMap<number, Float32Array>,
): Float32Array {
  const best = ranked
    .slice(0, FEEDBACK_PASSAGES)
    .flatMap((content) => vectors.get(content.passages[0]?.passage ?? -1) ?? []);
  if (best.length === 0) return query;
  const share = FEEDBACK_SHARE / best.length;
  return unit(query.map((lane, index) => lane + best.reduce((sum, vector) => sum + share * (vector[index] ?? 0), 0)));
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let lane = 0; lane < left.length; lane += 1) sum += (left[lane] ?? 0) * (right[lane] ?? 0);
  return sum;
}
