import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { HEAD_WEIGHT, passageLength, type Posting } from '../storage/postings.ts';
import type { ReadConnection } from '../storage/connection.ts';
import type { PassageReader } from '../storage/passage-reader.ts';
import { termScore } from './bm25.ts';
import { repeats, type LexicalAnswer } from './lexical.ts';

/** Candidates whose text is read to add what common words give: the order below them hardly matters. */
const RESCORED = 48;

/** Adds the share of words that were too common to drive the scan, so that the best score as plain BM25 would. */
export function addCommonWords(
  answer: LexicalAnswer,
  connection: ReadConnection,
  passages: PassageReader,
): Posting[] {
  if (answer.unscanned.length === 0) return [...answer.postings];
  const weights = new Map(answer.unscanned.map((unit) => [unit.terms[0] ?? '', repeats(unit) * unit.weight]));
  const shareOf = (id: number): number => {
    const parts = weightedParts(id, passages);
    if (parts.length === 0) return 0;
    const length = passageLength(connection, id);
    const { averageLength } = answer.collection;
    return countTerms(parts, weights).reduce(
      (sum, [term, count]) => sum + termScore(weights.get(term) ?? 0, count, length, averageLength),
      0,
    );
  };
  return answer.postings
    .map(({ id, score, estimated }, place) => ({
      id,
      score: place < RESCORED ? score - estimated + shareOf(id) : score,
    }))
    .toSorted((left, right) => right.score - left.score || left.id - right.id);
}

interface WeightedPart {
  readonly text: string;
  /** How many times a word of it counts. */
  readonly weight: number;
}

function weightedParts(id: number, passages: PassageReader): WeightedPart[] {
  const passage = passages.row(id);
  if (passage === undefined) return [];
  return [
    { text: [passage.title, passage.heading].join('\n'), weight: HEAD_WEIGHT },
    { text: passages.body(passage), weight: 1 },
  ];
}

function countTerms(parts: readonly WeightedPart[], wanted: ReadonlyMap<string, number>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { text, weight } of parts) {
    for (const term of terms(indexableText(text))) {
      if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  }
  return [...counts];
}
