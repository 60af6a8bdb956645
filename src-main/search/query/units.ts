import { indexableText } from '../../lib/text/indexable.ts';
import { fold, terms } from '../../lib/text/tokens.ts';

/** One thing the postings are asked for: a term, or terms side by side as in EIP-1559. */
export interface Unit {
  /** Terms in order; more than one is a phrase. */
  readonly terms: readonly string[];
  /** The FTS5 expression that finds it. */
  readonly expression: string;
  /** Finds longer words that begin so: the word is still being typed. */
  readonly beginning: string | null;
  /** How often the query says it. */
  readonly count: number;
}

/** Units of words, without repetition: each term alone, and the terms of a compound also side by side. */
export function unitsOf(words: readonly string[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const word of words) {
    const parts = rawWords(word);
    for (const part of parts) put(units, [part]);
    if (parts.length > 1) put(units, parts);
  }
  return [...units.values()];
}

/** The raw words FTS5 will cut out of a typed word. */
function rawWords(word: string): string[] {
  return indexableText(word).match(/[\p{L}\p{N}\p{Co}\p{M}]+/gu) ?? [];
}

function put(units: Map<string, Unit>, parts: readonly string[]): void {
  const expression = phrase(parts);
  const unitTerms = terms(parts.join(' '));
  const key = unitTerms.join(' ');
  if (key === '') return;
  const count = (units.get(key)?.count ?? 0) + 1;
  units.set(key, { terms: unitTerms, expression, beginning: null, count });
}

/** A quoted FTS5 string: nothing in it is syntax. FTS5 folds and stems it itself. */
export function phrase(parts: readonly string[]): string {
  return `"${parts.join(' ').replaceAll('"', ' ')}"`;
}

/** Endings that stemming may take off: a stem this much shorter than a half-typed word may be its own. */
const LONGEST_ENDING = 4;
const SHORTEST_STEM = 4;

/**
 * The last word as a prefix. The postings hold stems, so that "apartme" must also look for its own
 * beginnings: "apart" is what they hold of apartment.
 */
export function prefixUnit(word: string): Unit | undefined {
  const part = rawWords(word).at(-1);
  if (part === undefined) return undefined;
  const folded = fold(part);
  const expression = [`${phrase([folded])} *`, phrase([folded]), ...shorterStems(folded).map(single)];
  return { terms: terms(part), expression: expression.join(' OR '), beginning: folded, count: 1 };
}

/** What finds stems that begin so, and shorter ones that words which begin so may have; null where there are none. */
export function prefixExpressions(word: string): {
  readonly longer: string;
  readonly shorter: string | null;
} {
  const folded = fold(rawWords(word).join(' '));
  const stems = shorterStems(folded);
  // A final y becomes an i, and a final e comes and goes.
  if (folded.endsWith('y')) stems.push(`${folded.slice(0, -1)}i`);
  stems.push(...terms(folded).filter((term) => !term.startsWith(folded)));
  const shorter = [...new Set(stems)].map(single).join(' OR ');
  return { longer: `${phrase([folded])} *`, shorter: shorter === '' ? null : shorter };
}

function shorterStems(folded: string): string[] {
  const shortest = Math.max(SHORTEST_STEM, folded.length - LONGEST_ENDING);
  const stems = [];
  for (let length = folded.length - 1; length >= shortest; length -= 1) stems.push(folded.slice(0, length));
  return stems;
}

function single(word: string): string {
  return phrase([word]);
}
