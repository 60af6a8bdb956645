import { functionWords } from '../lib/text/function-words.ts';
import { isGrammar } from '../lib/text/telling-words.ts';
import { tokens, type Token } from '../lib/text/tokens.ts';
import { repeatedWords, type TokenizedText } from './repeated-runs.ts';

/** What a document begins with, and its language as a two-letter code, '' where it is not told. */
export interface Beginning {
  readonly text: string;
  readonly language: string;
}

/** A word, or two that stand together, in some texts. */
export interface CountedWord {
  /** The postings' terms of its words. */
  readonly terms: readonly string[];
  /** Texts it stands in, and those of them in which it stands apart from the form they were made by. */
  documents: number;
  own: number;
  /** Times it stands within a sentence, and of these with capitals. */
  within: number;
  capital: number;
  /** How often each form of it stands there. */
  readonly forms: Map<string, number>;
}

/** UTF-16 units read of a document: it says first what it is about. */
export const READ_OF_A_DOCUMENT = 6_000;
const SHORTEST = 3;
const WORD = /^\p{L}[\p{L}\p{M}]*$/u;
/** What a word stands between: in an address, a name of code or a hyphenated word lie pieces of words. */
const BEFORE = /^$|[\s("“‘'«*[>¿¡]/u;
const AFTER = /^[.,;:!?)"”’'»*\]…]{0,3}(?:\s|$)/u;
const LOOKED_AFTER = 4;
const BETWEEN = /^[ \n]$/u;
const CAPITAL = /^\p{Lu}/u;
/** What stands before a word that begins no sentence. */
const WITHIN_A_SENTENCE = /[\p{L}\p{N},;] $/u;
const LOOKED_BEFORE = 2;
/** Languages in which a capital tells no name: all nouns have one. */
const CAPITAL_NOUNS: ReadonlySet<string> = new Set(['de']);

interface ReadText extends TokenizedText {
  /** Words of its language that say nothing. */
  readonly empty: ReadonlySet<string>;
  readonly namesStandOut: boolean;
}

/** The words of texts, and pairs of words in a row, by their terms. Pure. */
export function countWords(beginnings: readonly Beginning[]): Map<string, CountedWord> {
  const texts = beginnings.map(read);
  const repeated = repeatedWords(texts);
  const counts = new WordCounts();
  texts.forEach((text, place) => counts.add(text, repeated[place]!));
  return counts.found;
}

function read({ text: whole, language }: Beginning): ReadText {
  const text = whole.slice(0, READ_OF_A_DOCUMENT);
  const empty = functionWords(language);
  return { text, tokens: [...tokens(text)], empty, namesStandOut: !CAPITAL_NOUNS.has(language) };
}

class WordCounts {
  readonly found = new Map<string, CountedWord>();

  add(text: ReadText, isRepeated: readonly boolean[]): void {
    const seen = new Set<CountedWord>();
    const own = new Set<CountedWord>();
    let before: Token | null = null;
    text.tokens.forEach((token, index) => {
      const following = before;
      before = isTelling(text, token) ? token : null;
      if (before === null) return;
      const found = [this.#count(text, [token])];
      if (following !== null && BETWEEN.test(text.text.slice(following.end, token.start)))
        found.push(this.#count(text, [following, token]));
      for (const word of found) (isRepeated[index]! ? seen : own).add(word);
    });
    for (const word of own) word.own += 1;
    for (const word of new Set([...seen, ...own])) word.documents += 1;
  }

  #count({ text, namesStandOut }: ReadText, words: readonly Token[]): CountedWord {
    const terms = words.map(({ term }) => term);
    const key = terms.join(' ');
    const known = this.found.get(key) ?? {
      terms,
      documents: 0,
      own: 0,
      within: 0,
      capital: 0,
      forms: new Map(),
    };
    this.found.set(key, known);
    const stands = words.map(({ start, end }) => text.slice(start, end));
    const form = stands.join(' ').toLowerCase();
    known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
    const { start } = words[0]!;
    if (WITHIN_A_SENTENCE.test(text.slice(Math.max(0, start - LOOKED_BEFORE), start))) {
      known.within += 1;
      if (namesStandOut && stands.every((word) => CAPITAL.test(word))) known.capital += 1;
    }
    return known;
  }
}

/** Whether a word stands there whole, as words of a language do, and says something. */
function isTelling({ text, empty }: ReadText, { term, start, end }: Token): boolean {
  const form = text.slice(start, end);
  if (form.length < SHORTEST || !WORD.test(form) || isGrammar(term)) return false;
  if (empty.has(form.toLowerCase())) return false;
  return BEFORE.test(text.charAt(start - 1)) && AFTER.test(text.slice(end, end + LOOKED_AFTER));
}
