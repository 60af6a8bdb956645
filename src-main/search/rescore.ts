import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { HEAD_WEIGHT, passageLength, type Posting } from '../storage/postings.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readPassage } from '../storage/passages.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { termScore } from './bm25.ts';
import type { LexicalAnswer } from './lexical.ts';

/** Candidates whose text is read to add what common words give: the order below them hardly matters. */
const RESCORED = 100;

/** Adds the share of words that were too common to drive the scan, so that the best score as plain BM25 would. */
export function addCommonWords(answer: LexicalAnswer, connection: ReadConnection, texts: TextReader): Posting[] {
  if (answer.unscanned.length === 0) return [...answer.postings];
  const weights = new Map(answer.unscanned.map((unit) => [unit.terms[0] ?? '', unit.weight]));
  return answer.postings
    .map((posting, place) =>
      place < RESCORED
        ? { id: posting.id, score: posting.score + commonShare(posting.id, weights, answer, connection, texts) }
        : posting,
    )
    .toSorted((left, right) => right.score - left.score || left.id - right.id);
}

function commonShare(
  id: number,
  weights: ReadonlyMap<string, number>,
  { collection }: LexicalAnswer,
  connection: ReadConnection,
  texts: TextReader,
): number {
  const passage = readPassage(connection, id);
  if (passage === undefined) return 0;
  const body = texts.read(passage.content, passage.start, passage.length);
  const counts = new Map<string, number>();
  const count = (text: string, weight: number): void => {
    for (const term of terms(indexableText(text))) {
      if (weights.has(term)) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  count([passage.title, passage.heading].join('\n'), HEAD_WEIGHT);
  count(body, 1);
  const length = passageLength(connection, id);
  let share = 0;
  for (const [term, count] of counts) {
    share += termScore(weights.get(term) ?? 0, count, length, collection.averageLength);
  }
  return share;
}
