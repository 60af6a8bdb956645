import { indexableText } from '../lib/text/indexable.ts';
import { saysSomething } from '../lib/text/telling-words.ts';
import { terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { passagesHolding } from '../storage/postings.ts';
import type { Spoken } from './first-vector.ts';

/** A word in more of the documents than this says nothing of any. */
const COMMON_SHARE = 0.3;
/** A word in more than this share of the documents is everywhere; of few documents a word may well be of most. */
const MOST_SHARE = 0.5;
const FEWEST = 10;

/** Which documents hold words as they stand, by the postings. */
export class SpokenWords {
  readonly #connection: ReadConnection;
  /** The first passage of each document, ascending, and its row. */
  readonly #firsts: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #documents: number;
  readonly #known = new Map<string, Uint32Array>();

  /** @param contents the documents' contents, by row */
  constructor(connection: ReadConnection, contents: Uint32Array) {
    this.#connection = connection;
    this.#documents = contents.length;
    const rowOf = new Map(Array.from(contents, (content, row) => [content, row]));
    const placed = connection
      .prepare<[], { id: number; first: number }>(
        'SELECT id, first_passage AS first FROM contents WHERE passages > 0 ORDER BY first_passage',
      )
      .all()
      .filter(({ id }) => rowOf.has(id));
    this.#firsts = Uint32Array.from(placed, ({ first }) => first);
    this.#rows = Uint32Array.from(placed, ({ id }) => rowOf.get(id)!);
  }

  /** No more documents than there are hold what so many passages hold. */
  atMost(passages: number): number {
    return Math.min(passages, this.#documents);
  }

  /** Documents that hold a word or phrase. */
  count(word: string): number {
    return this.#holding(word).length;
  }

  /** Whether a word tells no document from others: it holds sentences together, or stands in most documents. */
  isEverywhere(word: string): boolean {
    // In capitals it may be a name, but neither postings nor vectors know capitals.
    if (!saysSomething(word.toLowerCase())) return true;
    return this.#documents >= FEWEST && this.count(word) > this.#documents * MOST_SHARE;
  }

  /** The inverse frequencies of the words that documents hold, each times its share (as Sparck Jones, 1972). */
  weights(words: readonly string[], shares: readonly number[]): Spoken {
    const sums = new Map<number, number>();
    words.forEach((word, index) => {
      const rows = this.#holding(word);
      if (rows.length > this.#documents * COMMON_SHARE) return;
      const weight =
        (shares[index] ?? 1) * Math.log(1 + (this.#documents - rows.length + 0.5) / (rows.length + 0.5));
      for (const row of rows) sums.set(row, (sums.get(row) ?? 0) + weight);
    });
    return { rows: Uint32Array.from(sums.keys()), weights: Float32Array.from(sums.values()) };
  }

  #holding(word: string): Uint32Array {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const rows = new Set<number>();
    const text = indexableText(word).replaceAll('"', ' ').trim();
    if (terms(text).length > 0)
      for (const passage of passagesHolding(this.#connection, `"${text}"`, -1)) {
        const row = this.#rowOf(passage);
        if (row !== undefined) rows.add(row);
      }
    const found = Uint32Array.from(rows).sort();
    this.#known.set(word, found);
    return found;
  }

  #rowOf(passage: number): number | undefined {
    let [low, high] = [0, this.#firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#firsts[middle]! <= passage) low = middle + 1;
      else high = middle;
    }
    return this.#rows[low - 1];
  }
}
