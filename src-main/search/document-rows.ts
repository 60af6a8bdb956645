import type { PassageSpan } from '../storage/content-index.ts';
import { saturationOf } from './bm25.ts';
import { documentWords, MOST_TERMS, type DocumentWords } from './document-words.ts';
import { worth, type LexicalAnswer, type WeighedUnit } from './lexical.ts';
import { tellingUnits } from './said.ts';
import type { TermSums } from './term-sums.ts';

/** Postings that are read to see what documents hold together: the rarest words of a query, a few milliseconds. */
const POSTINGS_BUDGET = 16_000;

export interface DocumentRowOptions {
  readonly sums: TermSums;
  readonly spanOf: (passage: number) => PassageSpan | undefined;
  /** How many passages a document has in the mean. */
  readonly meanPassages: number;
  /** 1 for each passage that may be found. */
  readonly allowed: Uint8Array;
  readonly averageLength: number;
  readonly head: number;
  /** Documents the rows may bring. */
  readonly limit: number;
}

/** An answer with the documents whose words stand apart from each other, each by the passage that holds most of them. */
export function withDocumentRows(answer: LexicalAnswer, options: DocumentRowOptions): LexicalAnswer {
  const told = tellingUnits(answer.units);
  const telling = affordable(told);
  if (options.limit === 0 || telling.length < 2) return answer;
  const { sums, spanOf, allowed, limit, meanPassages } = options;
  const terms = telling.map((unit) => ({
    weight: worth(unit),
    passages: sums.listOf(unit.terms[0] ?? '', allowed),
  }));
  const rows = documentWords(terms, spanOf, saturationOf(meanPassages));
  const best = rows.toSorted((left, right) => total(right) - total(left)).slice(0, limit);
  if (best.length === 0) return answer;
  const known = new Set(answer.postings.map(({ id }) => id));
  const brought = best.map(({ passage }) => passage).filter((passage) => !known.has(passage));
  return {
    ...answer,
    postings: [...answer.postings, ...scored(brought, told, options)],
    beyond: new Map(best.map(({ content, beyond }) => [content, beyond])),
  };
}

/** The BM25 of passages, by words that are not too common to say anything of them. */
function scored(
  passages: readonly number[],
  units: readonly WeighedUnit[],
  { sums, averageLength, head }: DocumentRowOptions,
): LexicalAnswer['postings'] {
  const weighed = units.map((unit) => ({ term: unit.terms[0] ?? '', weight: worth(unit) }));
  const scores = sums.scoresOf(weighed, passages, { averageLength, head });
  return passages.map((id) => ({ id, score: scores.get(id) ?? 0 }));
}

/** The rarest words, as many as may be read. */
function affordable(units: readonly WeighedUnit[]): WeighedUnit[] {
  let left = POSTINGS_BUDGET;
  return units
    .toSorted((one, other) => one.frequency - other.frequency)
    .slice(0, MOST_TERMS)
    .filter(({ frequency }) => (left -= frequency) >= 0);
}

function total({ held, beyond }: DocumentWords): number {
  return held + beyond;
}
