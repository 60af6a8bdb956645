/** A label as a person defines it, with what models make of its words. */
export interface LabelDefinition {
  readonly id: number;
  readonly words: readonly string[];
  /** Heavy vectors of each word alone and of all together; null where the model has not read them. */
  readonly heavy: WordVectors | null;
  readonly light: WordVectors;
  /** Contents that belong, and that do not, by the person's word. */
  readonly belongs: readonly number[];
  readonly not: readonly number[];
}

/** What a model makes of words; empty where there are none. */
export interface WordVectors {
  readonly each: readonly ArrayLike<number>[];
  readonly together: ArrayLike<number> | null;
}

/** The proposed threshold: the score of a document on its label's line. */
export const PROPOSED = 0.5;
/** Scores within half of this of the threshold are worth a judgement. */
export const NEAR = 0.1;

export function isNearLine(score: number, threshold: number): boolean {
  return Math.abs(score - threshold) <= NEAR / 2;
}
