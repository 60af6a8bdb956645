import { innerProduct, unitOf } from '../lib/vector.ts';
import type { Candidate, RankedContent, RankedPassage } from './fusion.ts';
import { liken, SAME, type Likening } from './likening.ts';

/** Passages read closely for one query. */
export const VERIFIED_PASSAGES = 64;
/** Passages verified beside them whose vectors are stored: reading one takes ten microseconds. */
export const STORED_PASSAGES = 64;
/** Passages read token by token where their vectors are known already. */
export const CLOSEST_PASSAGES = 50;
/** Of one document: its best passage by words and light meaning is not always the one that answers. */
const VERIFIED_OF_A_DOCUMENT = 2;

/** The passages to verify, most promising first. */
export function passagesToVerify(ranked: readonly RankedContent[]): number[] {
  return bestPassages(
    ranked.flatMap((content) => content.passages.slice(0, VERIFIED_OF_A_DOCUMENT)),
    VERIFIED_PASSAGES,
  );
}

/** Ids of the passages with the best scores, best first. */
export function bestPassages(passages: readonly RankedPassage[], count: number): number[] {
  return passages
    .toSorted((left, right) => right.score - left.score || left.passage - right.passage)
    .slice(0, count)
    .map(({ passage }) => passage);
}

/** Candidates with what reading them token by token said. */
export function readClosely(
  candidates: readonly Candidate[],
  readings: ReadonlyMap<number, { readonly late: number }>,
): Candidate[] {
  return candidates.map((candidate) => {
    const reading = readings.get(candidate.passage);
    return reading === undefined ? candidate : { ...candidate, late: reading.late };
  });
}

/** Candidates with what the cosines of their vectors stand for; those without one keep what they had. */
export function verified(
  candidates: readonly Candidate[],
  query: Float32Array,
  vectors: ReadonlyMap<number, Float32Array>,
  likening: Likening = SAME,
): Candidate[] {
  return candidates.map((candidate) => {
    const vector = vectors.get(candidate.passage);
    return vector === undefined
      ? candidate
      : { ...candidate, deep: liken(innerProduct(query, vector), likening) };
  });
}

/** Documents whose best passages say where the query is moved. */
const FEEDBACK_DOCUMENTS = 3;

/** The query moved toward what its best answers say, by so much of their mean. Pure. */
export function withFeedback(
  query: Float32Array,
  ranked: readonly RankedContent[],
  { vectors, feedback }: { readonly vectors: ReadonlyMap<number, Float32Array>; readonly feedback: number },
): Float32Array {
  const best = ranked
    .slice(0, FEEDBACK_DOCUMENTS)
    .flatMap(({ passages }) => passages.find(({ passage }) => vectors.has(passage)) ?? [])
    .flatMap(({ passage }) => vectors.get(passage) ?? []);
  if (best.length === 0) return query;
  const share = feedback / best.length;
  return unitOf(
    query.map((lane, index) => lane + best.reduce((sum, vector) => sum + share * (vector[index] ?? 0), 0)),
  );
}
