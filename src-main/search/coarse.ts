import type { CodeScorer } from '../embed/light/code-distance.ts';
import type { CodeScan } from '../storage/code-scan.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';

/** A passage by the meaning its code keeps. */
export interface CoarseHit {
  readonly passage: number;
  /** Cosine between the query and the code read as ±1, −1…1. */
  readonly similarity: number;
}

/** The query in both forms a scan needs. */
export interface CoarseQuery {
  readonly code: Uint8Array;
  readonly scorer: CodeScorer;
}

export interface CoarseOptions {
  readonly limit: number;
  /** 1 for each passage that may be found; null where all may. */
  readonly allowed: Uint8Array | null;
}

/** Nearest by bits alone that are scored again by the real-valued query: ten times what is asked for. */
const SHORTLIST_SHARE = 10;

/** Scans every resident code, bits against bits; the nearest are ordered by the real-valued query. */
export function coarseCandidates(
  { code, scorer }: CoarseQuery,
  resident: ResidentCodes,
  scan: CodeScan,
  { limit, allowed }: CoarseOptions,
): CoarseHit[] {
  const passages = scan.nearest(code, limit * SHORTLIST_SHARE, allowed);
  const { codes } = resident;
  return mostSimilar(passages, limit, (passage) => scorer.scoreAt(codes, passage));
}

/** The most similar, best first. Numbers are sorted to find the least of them, objects only what is kept. */
export function mostSimilar(
  passages: Uint32Array,
  limit: number,
  similarityOf: (passage: number) => number,
): CoarseHit[] {
  const similarities = new Float64Array(passages.length);
  for (let place = 0; place < passages.length; place += 1)
    similarities[place] = similarityOf(passages[place]!);
  const least = similarities.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
  const hits: CoarseHit[] = [];
  similarities.forEach((similarity, place) => {
    if (similarity >= least) hits.push({ passage: passages[place]!, similarity });
  });
  return hits
    .toSorted((left, right) => right.similarity - left.similarity || left.passage - right.passage)
    .slice(0, limit);
}
