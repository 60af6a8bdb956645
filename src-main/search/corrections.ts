import type { ReadConnection } from '../storage/connection.ts';
import { KeptAnswers } from '../storage/kept-answers.ts';
import type { PassageReader } from '../storage/passage-reader.ts';
import { readVocabulary, vocabularyEdition, wordsOfTerm } from '../storage/vocabulary.ts';
import { fold, terms } from '../lib/text/tokens.ts';
import { wholeLibrary, type KnownWords } from './known-words.ts';
import { phrase } from './query/units.ts';
import type { ParsedQuery } from './query/parse.ts';
import { isCodeLike } from './semantic-share.ts';
import { makeSpeller, mostSlips, nearestTerm, slipsBetween, type Speller } from './spelling.ts';

/** A word of the query that stands nowhere, and the one that is searched instead. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface CorrectedQuery {
  readonly query: ParsedQuery;
  readonly corrections: readonly Correction[];
}

/** Where a word stands in a query, and what may be known of it. */
interface WordPlace {
  readonly known: KnownWords;
  readonly isLast: boolean;
}

/** Letters alone, of scripts that spell: what cannot be misspelt is left out. */
const SPELT = /^[[\p{L}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]]+$/v;
/** Words of which is kept what they were meant for: whoever goes on typing asks for the same ones with every key. */
const MOST_MENDED = 1_000;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Corrects words that are nowhere in the index by its own vocabulary, which is read when first needed. */
export class Corrector {
  readonly #connection: ReadConnection;
  readonly #passages: PassageReader;
  readonly #whole: KnownWords;
  readonly #isWord: (word: string) => boolean;
  /** Of words of the whole library. */
  readonly #mended: KeptAnswers<string | undefined>;
  #speller: Speller | undefined;
  #edition = -1;

  /** @param isWord whether a word is one of the language, though no document has it */
  constructor(connection: ReadConnection, passages: PassageReader, isWord: (word: string) => boolean) {
    this.#isWord = isWord;
    this.#connection = connection;
    this.#whole = wholeLibrary(connection);
    this.#passages = passages;
    this.#mended = new KeptAnswers(connection, MOST_MENDED);
  }

  /** Quoted phrases and codes stay as they are: they are meant literally. Only known words are proposed. */
  correct(query: ParsedQuery, known: KnownWords = this.#whole): CorrectedQuery {
    const last = query.words.at(-1);
    const found = new Map<string, string>();
    const corrected = new Map<string, string>();
    for (const word of query.words) {
      if (isCodeLike(word)) continue;
      const mended = word.replace(WORD, (part) => {
        const to = this.#mend(part, { known, isLast: word === last });
        if (to !== undefined) found.set(part, to);
        return to ?? part;
      });
      if (mended !== word) corrected.set(word, mended);
    }
    if (corrected.size === 0) return { query, corrections: [] };
    const words = query.words.map((word) => corrected.get(word) ?? word);
    const meaning = query.meaning
      .split(' ')
      .map((word) => corrected.get(word) ?? word)
      .join(' ');
    const corrections = [...found].map(([from, to]) => ({ from, to }));
    return { query: { ...query, words, meaning }, corrections };
  }

  /** What a word that stands nowhere may have been meant for. */
  meant(word: string): string | undefined {
    return this.#mend(word, { known: this.#whole, isLast: false });
  }

  #mend(word: string, place: WordPlace): string | undefined {
    if (!SPELT.test(word)) return undefined;
    if (!place.known.isWhole) return this.#look(word, place);
    return this.#mended.of(`${word} ${place.isLast}`, () => this.#look(word, place));
  }

  #look(word: string, place: WordPlace): string | undefined {
    if (!this.#isUnknown(word, place)) return undefined;
    const { known } = place;
    const typed = fold(word);
    const most = mostSlips(typed);
    const term = nearestTerm(
      word,
      this.#ready(),
      known.isWhole ? undefined : (each) => known.frequency(each),
    );
    if (term === undefined) return undefined;
    let nearest: string | undefined;
    let fewest = most + 1;
    for (const form of wordsOfTerm(this.#passages, term, known.places(term))) {
      const slips = slipsBetween(typed, fold(form), most);
      if (slips < fewest) [nearest, fewest] = [form, slips];
      if (fewest <= 1) break;
    }
    return nearest;
  }

  #isUnknown(word: string, { known, isLast }: WordPlace): boolean {
    const [term] = terms(word);
    if (term === undefined) return false;
    const isMet = known.frequency(term) > 0 || known.nameFrequency(term, phrase([word])) > 0;
    return !isMet && !this.#isWord(word) && !(isLast && this.#isBegun(word, known));
  }

  /** The last word may be the beginning of a longer one, still being typed. To look is dear: every longer word is met. */
  #isBegun(word: string, known: KnownWords): boolean {
    return known.holding(`${phrase([word.toLowerCase()])} *`, 1).length > 0;
  }

  #ready(): Speller {
    const edition = vocabularyEdition(this.#connection);
    if (this.#speller === undefined || edition !== this.#edition) {
      this.#speller = makeSpeller(readVocabulary(this.#connection));
      this.#edition = edition;
    }
    return this.#speller;
  }
}
