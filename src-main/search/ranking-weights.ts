import { HEAD_WEIGHT } from '../storage/postings.ts';

/** What each part of the ranking weighs. Others than the product's are for measuring what a part is worth. */
export interface RankingWeights {
  /** Passages each signal may bring. */
  readonly candidates: {
    readonly words: number;
    readonly light: number;
    /** Codes of heavy vectors. */
    readonly heavy: number;
    /** Documents whose words stand apart from each other. */
    readonly documents: number;
  };
  /** A word in the title or in a heading counts as much as this many in the body. */
  readonly head: number;
  /** How much words count that a document holds and its best passage lacks, of what they count in the passage. */
  readonly beyond: number;
  /** How much of the light similarity stays where the heavy one is known, 0…1: two models err differently. */
  readonly light: number;
  /** How much the likeness token by token counts where a passage was read so, 0…1. */
  readonly late: number;
  /** How much nearness of words counts where it is chosen what to read closely. */
  readonly near: number;
  /** How much it counts, in the last stage, that a passage says what the best say in their words. */
  readonly echo: number;
  /** How much of the mean of the best passages is added to the query (Rocchio; dense feedback, Yu et al. 2021). */
  readonly feedback: number;
  /**
   * What each further passage of a document adds, of the one before: enough to order equals. More would favour
   * long documents (measured: 0.3 costs 0.03 nDCG on three collections).
   */
  readonly furtherPassages: number;
}

export const RANKING_WEIGHTS: RankingWeights = {
  candidates: { words: 200, light: 200, heavy: 200, documents: 50 },
  head: HEAD_WEIGHT,
  beyond: 0.35,
  light: 0.15,
  late: 0.3,
  near: 1,
  echo: 0.15,
  feedback: 0.2,
  furtherPassages: 0.02,
};
