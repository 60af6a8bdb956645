import { unitOf } from '../lib/vector.ts';
import { SAME, type Likening } from './likening.ts';
import type { RankedContent, Candidate } from './fusion.ts';
import { verified, withFeedback } from './verification.ts';

/** Vectors of passages, of unit length. */
export type Units = ReadonlyMap<number, Float32Array>;

/** A query as the models that are asked see it, of unit length. */
export interface AskedVectors {
  readonly now: Float32Array;
  /** While a model takes the place of another: the query for the one before, and what its similarities stand for. */
  readonly before: { readonly vector: Float32Array; readonly likening: Likening } | null;
}

/** The vectors that are known of candidates. */
export interface KnownUnits {
  readonly now: Units;
  /** Of those that the model before has read; none where no change goes on. */
  readonly before: Units;
}

export const NO_UNITS: KnownUnits = { now: new Map(), before: new Map() };

export function askedOf(now: Int8Array, before: Int8Array | null, likening: Likening = SAME): AskedVectors {
  return { now: unitOf(now), before: before === null ? null : { vector: unitOf(before), likening } };
}

/** Candidates with the cosines of their vectors: each in the space it has, the new one where it has both. Pure. */
export function verifiedBy(
  candidates: readonly Candidate[],
  asked: AskedVectors,
  units: KnownUnits,
): Candidate[] {
  const { now, before } = asked;
  const earlier =
    before === null ? candidates : verified(candidates, before.vector, units.before, before.likening);
  return verified(earlier, now, units.now);
}

/** The query moved toward what its best answers say, in each space by the vectors of that space. Pure. */
export function movedToward(
  { now, before }: AskedVectors,
  ranked: readonly RankedContent[],
  { units, feedback }: { readonly units: KnownUnits; readonly feedback: number },
): AskedVectors {
  return {
    now: withFeedback(now, ranked, { vectors: units.now, feedback }),
    before: before && {
      ...before,
      vector: withFeedback(before.vector, ranked, { vectors: units.before, feedback }),
    },
  };
}
