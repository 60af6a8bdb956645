import type { SearchMode } from '../../../src-main/contract/index.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../../../src-main/search/ranking-weights.ts';

/** A way to rank that is compared. */
export interface Variant {
  readonly name: string;
  readonly mode: SearchMode;
  readonly weights: RankingWeights;
}

type Changed = Partial<Omit<RankingWeights, 'candidates'>> & {
  readonly candidates?: Partial<RankingWeights['candidates']>;
};

/** What is read closely is chosen by heavy vectors: alone, the others' share is nothing. */
const HEAVY_ALONE: Changed = { candidates: { words: 0 }, light: 0, feedback: 0 };

/**
 * Every part alone, and everything without it. Words that bring no candidates count nowhere. Without heavy vectors light
 * meaning stands in their place, within their bounds, and chooses what is read token by token. Names are not among the
 * parts: those of the sets' documents say nothing.
 */
export const VARIANTS: readonly Variant[] = [
  variant('everything', 'close', {}),
  variant('words alone', 'lexical', {}),
  variant('light meaning alone', 'light', { candidates: { words: 0 } }),
  variant('heavy vectors alone', 'deep', HEAVY_ALONE),
  variant('late interaction alone, of the best 50 by heavy vectors', 'close', { ...HEAVY_ALONE, late: 1 }),
  variant('words and light meaning', 'light', {}),
  variant('without words', 'close', { candidates: { words: 0 } }),
  variant('without light meaning', 'close', { candidates: { light: 0 }, light: 0 }),
  variant('without heavy vectors', 'close', { candidates: { heavy: 0 }, light: 1, feedback: 0 }),
  variant('without late interaction', 'close', { late: 0 }),
  variant('without dense feedback', 'close', { feedback: 0 }),
  variant('titles weigh as much as the text', 'close', { head: 1 }),
  variant('heavy codes bring no candidates', 'close', { candidates: { heavy: 0 } }),
  variant('no light share where the heavy is known', 'close', { light: 0 }),
  variant('without the rows of documents', 'close', { candidates: { documents: 0 }, beyond: 0 }),
  variant('further passages add nothing', 'close', { furtherPassages: 0 }),
];

function variant(name: string, mode: SearchMode, { candidates, ...changed }: Changed): Variant {
  const weights = {
    ...RANKING_WEIGHTS,
    ...changed,
    candidates: { ...RANKING_WEIGHTS.candidates, ...candidates },
  };
  return { name, mode, weights };
}
