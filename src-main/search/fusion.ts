import type { RankingWeights } from './ranking-weights.ts';

/** Everything known of a candidate passage. */
export interface Candidate {
  readonly passage: number;
  readonly content: number;
  /** BM25; 0 where the words did not bring it. */
  readonly lexical: number;
  /** Cosine of the light code, −1…1. */
  readonly light: number;
  /** Cosine of the heavy vector; NaN where it was not verified. */
  readonly deep: number;
  /** Late interaction, −1…1; NaN where it was not read for this query. */
  readonly late: number;
  /** How near its words come to the query's, 0…1; 0 where they were not compared. */
  readonly near: number;
  /** How much it says what the best answers say, up to the best one's score; 0 where it was not compared with them. */
  readonly echo: number;
}

/** What is not known of a candidate before it is read closely. */
export const UNREAD = { deep: Number.NaN, late: Number.NaN, near: 0, echo: 0 } as const;

/** A document by its candidate passages. */
export interface RankedContent {
  readonly content: number;
  readonly score: number;
  /** Best first. */
  readonly passages: readonly RankedPassage[];
}

export interface RankedPassage extends Candidate {
  readonly score: number;
  /** Shares of the score, 0…1 before weighting. */
  readonly words: number;
  readonly meaning: number;
}

/** Similarities that stand for "nothing in common" and "the same": fitted per model, the same for every query. */
export interface Calibration {
  readonly low: number;
  readonly high: number;
}

export interface FusionOptions {
  /** The most BM25 the query allows. */
  readonly mostLexical: number;
  /** By contents, the BM25 of words that the best passage lacks and others of the document hold. */
  readonly beyond: ReadonlyMap<number, number>;
  /** Weight of meaning against words, 0…1. */
  readonly semanticShare: number;
  readonly light: Calibration;
  readonly deep: Calibration;
  /** Null where the model's late interaction is not calibrated: it does not count. */
  readonly late: Calibration | null;
  readonly weights: RankingWeights;
}

/** Passages of a document that count. */
const MOST_ADDED = 4;

/** Scores passages by words and meaning and documents by their best passage and the damped rest. Pure. */
export function rank(candidates: readonly Candidate[], options: FusionOptions): RankedContent[] {
  const byContent = Map.groupBy(
    candidates.map((candidate) => scorePassage(candidate, options)),
    (passage) => passage.content,
  );
  return [...byContent.entries()]
    .map(([content, passages]) => rankContent(content, passages, options))
    .toSorted((left, right) => right.score - left.score || left.content - right.content);
}

function scorePassage(candidate: Candidate, options: FusionOptions): RankedPassage {
  const words = options.mostLexical === 0 ? 0 : Math.min(1, candidate.lexical / options.mostLexical);
  const meaning = meaningOf(candidate, options);
  const { weights, semanticShare } = options;
  const further = weights.near * candidate.near + weights.echo * candidate.echo;
  const score = (1 - semanticShare) * words + semanticShare * meaning + further;
  return { ...candidate, words, meaning, score };
}

function meaningOf({ light, deep, late }: Candidate, options: FusionOptions): number {
  const { weights } = options;
  if (Number.isNaN(deep)) return calibrated(light, options.light);
  const whole = calibrated((1 - weights.light) * deep + weights.light * light, options.deep);
  if (Number.isNaN(late) || options.late === null) return whole;
  return (1 - weights.late) * whole + weights.late * calibrated(late, options.late);
}

function rankContent(content: number, passages: RankedPassage[], options: FusionOptions): RankedContent {
  const sorted = passages.toSorted((left, right) => right.score - left.score || left.passage - right.passage);
  let score = scattered(content, options);
  let share = 1;
  for (const passage of sorted.slice(0, MOST_ADDED)) {
    score += share * passage.score;
    share *= options.weights.furtherPassages;
  }
  return { content, score, passages: sorted };
}

/** What the words are worth that stand apart from the best passage's. */
function scattered(content: number, { beyond, mostLexical, semanticShare, weights }: FusionOptions): number {
  const share = mostLexical === 0 ? 0 : (beyond.get(content) ?? 0) / mostLexical;
  return (1 - semanticShare) * weights.beyond * Math.min(1, share);
}

/** Where a similarity stands between the bounds; below the lower one it counts against, never above 1. */
export function calibrated(similarity: number, { low, high }: Calibration): number {
  return Math.min(1, (similarity - low) / (high - low));
}
