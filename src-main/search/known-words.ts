import type { ReadConnection } from '../storage/connection.ts';
import { KeptAnswers } from '../storage/kept-answers.ts';
import {
  ALL,
  countNames,
  nameFrequency,
  namesHolding,
  passageFrequency,
  passagesHolding,
  readCollection,
  type Collection,
} from '../storage/postings.ts';
import { placesOfTerm } from '../storage/vocabulary.ts';
import type { Scope } from './scope.ts';
import type { TermSums } from './term-sums.ts';

/**
 * What a search may know of words: of the whole library, or of the part of it that may be seen. Every number that decides
 * something of an answer comes from here, so that what may not be seen leaves no trace in one: neither which words are
 * corrected nor how the rest is ranked.
 */
export interface KnownWords {
  /** False where a part of the library alone may be seen. */
  readonly isWhole: boolean;
  readonly collection: Collection;
  /** Documents, each of which has a name. */
  readonly names: number;
  /** Passages a stemmed term stands in. */
  frequency(term: string): number;
  /** Names a stemmed term stands in; the expression finds them. */
  nameFrequency(term: string, expression: string): number;
  /** Passages an FTS5 expression finds, in order of id, at most `limit`. */
  holding(expression: string, limit: number): number[];
  /** A few of the passages a stemmed term stands in, in order of id. */
  places(term: string): number[];
}

/** Words whose numbers are kept: several stages of a search ask for the same ones, and so does every key typed. */
const MOST_COUNTED = 4_000;

export function wholeLibrary(connection: ReadConnection): KnownWords {
  const frequencies = new KeptAnswers<number>(connection, MOST_COUNTED);
  const nameFrequencies = new KeptAnswers<number>(connection, MOST_COUNTED);
  return {
    isWhole: true,
    get collection() {
      return readCollection(connection);
    },
    get names() {
      return countNames(connection);
    },
    frequency: (term) => frequencies.of(term, () => passageFrequency(connection, term)),
    nameFrequency: (term) => nameFrequencies.of(term, () => nameFrequency(connection, term)),
    holding: (expression, limit) => passagesHolding(connection, expression, limit),
    places: (term) => placesOfTerm(connection, term),
  };
}

/** Passages read for the forms of a term. */
const MOST_PLACES = 16;

/** Words of what a scope leaves to be seen: counted where they are asked for, a doclist each. */
export class ScopedWords implements KnownWords {
  readonly isWhole = false;
  readonly #connection: ReadConnection;
  readonly #sums: TermSums;
  readonly #scope: Scope;
  readonly #frequencies = new Map<string, number>();
  #collection: Collection | undefined;

  constructor(connection: ReadConnection, sums: TermSums, scope: Scope) {
    this.#connection = connection;
    this.#sums = sums;
    this.#scope = scope;
  }

  get collection(): Collection {
    this.#sums.begin();
    return (this.#collection ??= this.#sums.collectionOf(this.#scope.passages));
  }

  get names(): number {
    return this.#scope.documents.size;
  }

  frequency(term: string): number {
    const known = this.#frequencies.get(term);
    if (known !== undefined) return known;
    const counted = this.#holding(term).reduce((sum, holds) => sum + holds, 0);
    this.#frequencies.set(term, counted);
    return counted;
  }

  nameFrequency(_term: string, expression: string): number {
    return namesHolding(this.#connection, expression).filter((id) => this.#scope.documents.has(id)).length;
  }

  holding(expression: string, limit: number): number[] {
    const found = passagesHolding(this.#connection, expression, ALL);
    return found.filter((passage) => this.#scope.passages[passage] === 1).slice(0, limit);
  }

  places(term: string): number[] {
    const holding = this.#holding(term);
    const places: number[] = [];
    for (let at = holding.indexOf(1); at >= 0 && places.length < MOST_PLACES; at = holding.indexOf(1, at + 1))
      places.push(at);
    return places;
  }

  #holding(term: string): Uint8Array {
    this.#sums.begin();
    return this.#sums.holding(term, this.#scope.passages);
  }
}
