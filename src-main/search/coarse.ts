import type { CodeScorer } from '../embed/light/code-distance.ts';
import type { CodeScan } from '../storage/code-scan.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import { BestSoFar } from './best-so-far.ts';

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

/** The most similar, best first; of passages in ascending order. */
export function mostSimilar(
  passages: Uint32Array,
  limit: number,
  similarityOf: (passage: number) => number,
): CoarseHit[] {
  const best = new BestSoFar(limit);
  for (let place = 0; place < passages.length; place += 1) {
    const passage = passages[place]!;
    best.meet(passage, similarityOf(passage));
  }
  return best.hits();
}
