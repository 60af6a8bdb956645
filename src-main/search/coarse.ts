import { CodeScorer } from '../embed/light/code-distance.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import { topPlaces } from './top.ts';

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

/** Scans every resident code and keeps the best; `allowed` filters inside the scan. */
export function coarseCandidates(
  query: Float32Array,
  resident: ResidentCodes,
  options: { readonly limit: number; readonly allowed: Uint8Array | null; readonly centre: Float32Array },
): CoarseAnswer {
  const { codes, live } = resident;
  const count = Math.min(live.length, resident.used);
  const raw = new Float32Array(count);
  new CodeScorer(query, options.centre).score(codes, raw, count);
  const similarityOf = (passage: number): number => raw[passage] ?? 0;
  const scores = masked(raw, live, options.allowed);
  const hits = topPlaces(scores, options.limit).map((passage) => ({ passage, light: similarityOf(passage) }));
  return { hits, similarityOf };
}

function masked(raw: Float32Array, live: Uint8Array, allowed: Uint8Array | null): Float32Array {
  const scores = Float32Array.from(raw);
  for (let place = 0; place < scores.length; place += 1) {
    if (live[place] === 0 || (allowed !== null && allowed[place] !== 1))
      scores[place] = Number.NEGATIVE_INFINITY;
  }
  return scores;
}
