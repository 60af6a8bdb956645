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

/** A letter of an alphabet begins words of every passage: to look for them all costs seconds, and tells nothing. */
const LETTER = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]$/u;

/**
 * The last word as a prefix, where it says something. The postings hold stems, so that "apartme" must also look for its own
 * beginnings: "apart" is what they hold of apartment.
 */
export function prefixUnit(word: string): Unit | undefined {
  const part = rawWords(word).at(-1);
  if (part === undefined) return undefined;
  const folded = fold(part);
  if (LETTER.test(folded)) return undefined;
  const expression = [`${phrase([folded])} *`, phrase([folded]), ...shorterStems(folded).map(single)];
  return { terms: terms(part), expression: expression.join(' OR '), beginning: folded, count: 1 };
}

/** How words that begin so are asked for, where the postings hold stems. */
export interface PrefixExpressions {
  /** Finds stems that begin so. */
  readonly longer: string;
  /** Finds shorter stems that words which begin so may have; null where there are none. */
  readonly shorter: string | null;
  /** Finds what of `longer` may be the stem of words that begin otherwise, as hope is of hoping; null where none is. */
  readonly doubtful: string | null;
}

export function prefixExpressions(word: string): PrefixExpressions {
  const folded = fold(rawWords(word).join(' '));
  const longer = `${phrase([folded])} *`;
  const stems = [...shorterStems(folded), ...stemsWrittenAnew(folded)];
  stems.push(...terms(folded).filter((term) => !term.startsWith(folded)));
  const shorter = [...new Set(stems)].map(single).join(' OR ');
  return { longer, shorter: shorter === '' ? null : shorter, doubtful: doubtfulStems(folded, longer) };
}

/** Stems end otherwise than their words in what Porter writes anew: hoping → hope, happy → happi, ability → abl. */
const WRITTEN_ANEW = /(?:[ei]|bl)$/;

function doubtfulStems(folded: string, longer: string): string | null {
  // FTS5 stems the beginning as well: what it finds then begins with less.
  if (terms(folded).join(' ') !== folded) return longer;
  if (!WRITTEN_ANEW.test(folded)) return null;
  return [folded, ...(folded.endsWith('bl') ? [`${folded}e`] : [])].map(single).join(' OR ');
}

function shorterStems(folded: string): string[] {
  const shortest = Math.max(SHORTEST_STEM, folded.length - LONGEST_ENDING);
  const stems = [];
  for (let length = folded.length - 1; length >= shortest; length -= 1) stems.push(folded.slice(0, length));
  return stems;
}

const DOUBLED = /([^aeiou])\1$/;
const SHORTEST_ANEW = 3;
/** What stands behind it in possibilities. */
const LONGEST_WRITTEN_ANEW = 6;

/** Stems of words that begin so, written anew: hopi → hope, hopp → hop, studyi → studi, sensibi → sensibl. */
function stemsWrittenAnew(folded: string): string[] {
  const stems = [];
  for (let length = folded.length; length >= Math.max(2, folded.length - LONGEST_WRITTEN_ANEW); length -= 1) {
    const begun = folded.slice(0, length);
    if (length < folded.length) stems.push(`${begun}e`);
    if (begun.endsWith('b')) stems.push(`${begun}l`);
    if (begun.endsWith('y')) stems.push(`${begun.slice(0, -1)}i`);
    if (DOUBLED.test(begun)) stems.push(begun.slice(0, -1));
  }
  return stems.filter(({ length }) => length >= SHORTEST_ANEW);
}

function single(word: string): string {
  return phrase([word]);
}
