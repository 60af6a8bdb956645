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
/** The voicing marks of kana are no diacritics: ガ is another letter than カ. */
const DIACRITICS = /[\p{M}--[\u3099\u309a]]+/gv;
const MARKS = /\p{M}+/gu;
const ASCII = /^\p{ASCII}*$/u;
/** FTS5's Porter leaves words outside these byte lengths as they are (fts5_tokenize.c). */
const SHORTEST_STEMMED = 3;
const LONGEST_STEMMED = 64;
const MOST_CACHED = 50_000;
/** V8 copies a word up to this length out of its text; a longer one would keep all of the text with it. */
const LONGEST_CACHED = 12;

const termOf = new Map<string, string>();

/**
 * The words of a text, as FTS5 with `porter unicode61 remove_diacritics 2` cuts them.
 * @param initials passes over words of ASCII that begin with no other letter: stemming leaves the first one
 */
export function* tokens(text: string, initials?: ReadonlySet<string>): Generator<Token> {
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    if (initials !== undefined && isOther(word.charAt(0), initials)) continue;
    const term = termFor(word);
    if (term !== '') yield { term, start: match.index, end: match.index + word.length };
  }
}

function isOther(letter: string, initials: ReadonlySet<string>): boolean {
  return letter < '\x80' && !initials.has(letter.toLowerCase());
}

/** The terms alone, in order. */
export function terms(text: string): string[] {
  return (text.match(WORD) ?? []).map(termFor).filter((term) => term !== '');
}

/** Case and diacritics gone; the word before it is stemmed. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
    .replace(MARKS, '')
    .replace(VARIANTS, baseOf);
}

/** Folded for literal comparison: compatibility forms, case, diacritics and runs of blanks do not count. */
export function foldLiteral(text: string): string {
  return fold(text.normalize('NFKC')).replace(/\s+/g, ' ');
}

/** Letters that are lower case already and fold to another one all the same (Unicode's CaseFolding.txt). */
const BASES: Readonly<Record<string, string>> = {
  ς: 'σ',
  ϐ: 'β',
  ϑ: 'θ',
  ϕ: 'φ',
  ϖ: 'π',
  ϰ: 'κ',
  ϱ: 'ρ',
  ϵ: 'ε',
  ſ: 's',
  µ: 'μ',
};
const VARIANTS = new RegExp(`[${Object.keys(BASES).join('')}]`, 'gu');

function baseOf(letter: string): string {
  return BASES[letter] ?? letter;
}

function termFor(word: string): string {
  const known = termOf.get(word);
  if (known !== undefined) return known;
  const term = stem(fold(word));
  if (word.length > LONGEST_CACHED) return term;
  if (termOf.size >= MOST_CACHED) termOf.clear();
  termOf.set(word, term);
  return term;
}

function stem(word: string): string {
  if (ASCII.test(word)) return isStemmed(word.length) ? stemmer(word) : word;
  if (!ENGLISH_ENDING.test(word)) return word;
  // FTS5 stems bytes: brøds loses its s as birds does.
  const bytes = Buffer.from(word, 'utf8');
  if (!isStemmed(bytes.length)) return word;
  const stemmed = stemmer(bytes.toString('latin1').replace(NOT_ASCII, (byte) => moved(byte, PRIVATE)));
  return Buffer.from(
    stemmed.replace(MOVED, (byte) => moved(byte, -PRIVATE)),
    'latin1',
  ).toString('utf8');
}

const ENGLISH_ENDING = /[a-z]$/;
const NOT_ASCII = /[\x80-\xff]/g;
/** Where bytes stand while a word is stemmed: letters without case, consonants to the stemmer. */
const PRIVATE = 0xe000;
const MOVED = /[\ue080-\ue0ff]/g;

function moved(byte: string, by: number): string {
  return String.fromCharCode(byte.charCodeAt(0) + by);
}

function isStemmed(bytes: number): boolean {
  return bytes >= SHORTEST_STEMMED && bytes <= LONGEST_STEMMED;
}
