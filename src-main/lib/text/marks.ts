import { fold, foldLiteral, tokens } from './tokens.ts';
import { bigrams, UNSPACED } from './indexable.ts';

/** UTF-16 offsets into a text. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** What of a query is marked. */
export interface Marked {
  readonly terms: ReadonlySet<string>;
  readonly phrases: readonly string[];
  /** What a word still being typed begins with, folded. */
  readonly beginning: string | null;
}

/** Where the words of a query stand in a text, by the postings' own rule; unspaced scripts by their pairs. */
export function marksOf(text: string, { terms: queryTerms, phrases, beginning }: Marked): Mark[] {
  const found: Mark[] = [];
  const begun = [...queryTerms, ...(beginning === null ? [] : [beginning])];
  for (const token of tokens(text, new Set(begun.map((term) => term.charAt(0))))) {
    const isBegun = beginning !== null && fold(text.slice(token.start, token.end)).startsWith(beginning);
    if (isBegun || queryTerms.has(token.term)) found.push({ start: token.start, end: token.end });
  }
  for (const run of text.matchAll(UNSPACED)) found.push(...pairsOf(run[0], run.index, queryTerms));
  for (const phrase of phrases) found.push(...literalMarks(text, phrase));
  return joined(found);
}

function pairsOf(run: string, base: number, queryTerms: ReadonlySet<string>): Mark[] {
  const marks: Mark[] = [];
  let start = base;
  for (const pair of bigrams(run)) {
    if (queryTerms.has(fold(pair))) marks.push({ start, end: start + pair.length });
    start += String.fromCodePoint(pair.codePointAt(0) ?? 0).length;
  }
  return marks;
}

/** Literal places of a phrase where folding keeps every length; a marked phrase is a courtesy, not a proof. */
function literalMarks(text: string, phrase: string): Mark[] {
  const folded = fold(text);
  if (folded.length !== text.length) return [];
  const wanted = foldLiteral(phrase);
  const marks: Mark[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    marks.push({ start: at, end: at + wanted.length });
  }
  return marks;
}

/** Sorted, overlaps made one. */
function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    const last = result.at(-1);
    if (last !== undefined && mark.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    } else result.push(mark);
  }
  return result;
}
