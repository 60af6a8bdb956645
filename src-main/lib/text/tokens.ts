import { stemmer } from 'stemmer';

/** A word of a text as the postings know it. */
export interface Token {
  /** Folded and stemmed. */
  readonly term: string;
  /** UTF-16 offsets of the word as it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** What SQLite's unicode61 takes for a word: letters, numbers, private use, and marks that ride on them. */
const WORD = /[\p{L}\p{N}\p{Co}\p{M}]+/gu;
const MARKS = /\p{M}+/gu;
const ASCII = /^[\x00-\x7f]*$/;
/** FTS5's Porter leaves words outside these byte lengths as they are (fts5_tokenize.c). */
const SHORTEST_STEMMED = 3;
const LONGEST_STEMMED = 64;
const MOST_CACHED = 50_000;

const termOf = new Map<string, string>();

/** The words of a text, as FTS5 with `porter unicode61 remove_diacritics 2` cuts them. */
export function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const term = termFor(word);
    if (term !== '') yield { term, start: match.index, end: match.index + word.length };
  }
}

/** The terms alone, in order. */
export function terms(text: string): string[] {
  return (text.match(WORD) ?? []).map(termFor).filter((term) => term !== '');
}

/** Case and diacritics gone; the word before it is stemmed. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').normalize('NFC');
}

function termFor(word: string): string {
  const known = termOf.get(word);
  if (known !== undefined) return known;
  const term = stem(fold(word));
  if (termOf.size >= MOST_CACHED) termOf.clear();
  termOf.set(word, term);
  return term;
}

function stem(word: string): string {
  if (word.length < SHORTEST_STEMMED || word.length > LONGEST_STEMMED) return word;
  return ASCII.test(word) ? stemmer(word) : word;
}
