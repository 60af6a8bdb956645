import type { Judgements } from '../../../src-main/engine/evaluation-measures.ts';
import type { Answered } from '../../../src-main/engine/judged-library.ts';

/** Of every list as many are looked at: what people look at. */
const DEPTH = 10;

/** The mean of a figure over the first of every list. */
export function shareOfFirst(answers: readonly Answered[], storedOf: (record: string) => number): number {
  return meanOver(
    answers.flatMap(({ ranked }) => ranked.slice(0, DEPTH)),
    storedOf,
  );
}

/** The same over all documents that answer the queries. */
export function shareOfRelevant(
  judgements: ReadonlyMap<string, Judgements>,
  storedOf: (record: string) => number,
): number {
  return meanOver(
    [...judgements.values()].flatMap((judged) => [...judged.keys()]),
    storedOf,
  );
}

function meanOver(records: readonly string[], storedOf: (record: string) => number): number {
  return records.reduce((sum, record) => sum + storedOf(record), 0) / records.length;
}
