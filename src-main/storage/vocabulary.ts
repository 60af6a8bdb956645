import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { terms } from '../lib/text/tokens.ts';
import { indexableText } from '../lib/text/indexable.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';
import type { PassageReader } from './passage-reader.ts';

/**
 * Terms of the postings that a misspelt word may have meant, in order, with the number of passages that hold each. Kept
 * in one text: half a million strings take five times the memory.
 */
export class Vocabulary {
  readonly #text: string;
  /** Where each term begins, and one more where the next would. */
  readonly #starts: Uint32Array;
  readonly passages: Uint32Array;

  constructor(words: readonly string[], passages: Uint32Array) {
    this.#text = words.join('');
    this.#starts = new Uint32Array(words.length + 1);
    words.forEach((word, place) => (this.#starts[place + 1] = this.#starts[place]! + word.length));
    this.passages = passages;
  }

  get size(): number {
    return this.passages.length;
  }

  termAt(place: number): string {
    return this.#text.slice(this.#starts[place], this.#starts[place + 1]);
  }

  /** UTF-16 unit. */
  firstLetterAt(place: number): number {
    return this.#text.charCodeAt(this.#starts[place]!);
  }

  /** Letters of a term. */
  lengthAt(place: number): number {
    return this.#starts[place + 1]! - this.#starts[place]!;
  }
}

const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };
/** A word met once may be misspelt itself. */
export const LEAST_PASSAGES = 2;
const SHORTEST = 3;
const LONGEST = 24;

/** Lists the terms anew: words alone, for a number or a code one letter off is another one. */
export function refreshVocabulary(connection: WriteConnection): void {
  connection.transaction(() => {
    const listed =
      connection
        .prepare<[number, number, number], { words: string | null }>(
          `SELECT group_concat(term || ' ' || doc, char(10)) AS words FROM posting_terms
           WHERE doc >= ? AND length(term) BETWEEN ? AND ? AND term NOT GLOB '*[0-9]*'`,
        )
        .get(LEAST_PASSAGES, SHORTEST, LONGEST)?.words ?? '';
    connection
      .prepare<[Buffer], never>(
        `INSERT INTO vocabulary (id, edition, words) VALUES (1, 1, ?)
         ON CONFLICT (id) DO UPDATE SET edition = edition + 1, words = excluded.words`,
      )
      .run(zstdCompressSync(Buffer.from(listed, 'utf8'), COMPRESSION));
  });
}

/** Rises whenever the terms were listed anew; 0 before the first time. */
export function vocabularyEdition(connection: ReadConnection): number {
  return connection.prepare<[], { edition: number }>('SELECT edition FROM vocabulary').get()?.edition ?? 0;
}

export function readVocabulary(connection: ReadConnection): Vocabulary {
  const row = connection.prepare<[], { words: Buffer }>('SELECT words FROM vocabulary').get();
  const listed = row === undefined ? '' : zstdDecompressSync(row.words).toString('utf8');
  const lines = listed === '' ? [] : listed.split('\n');
  return new Vocabulary(
    lines.map((line) => line.slice(0, line.indexOf(' '))),
    Uint32Array.from(lines, (line) => Number(line.slice(line.indexOf(' ') + 1))),
  );
}

/** Places asked for, and passages read for the forms of a term: the first may not hold the one that is meant. */
const PLACES = 100;
const MOST_READ = 16;

/** A few of the passages a stemmed term stands in. */
export function placesOfTerm(connection: ReadConnection, term: string): number[] {
  const places = connection
    .prepare<[string, number], number>('SELECT doc FROM posting_places WHERE term = ? LIMIT ?')
    .pluck()
    .all(term, PLACES);
  return [...new Set(places)];
}

/**
 * Words as they stand in texts, lower case, of which the postings keep one stem; read passage by passage, so that
 * whoever has found theirs may stop.
 * @param places passages the term stands in
 */
export function* wordsOfTerm(
  passages: PassageReader,
  term: string,
  places: readonly number[],
): Generator<string> {
  for (const place of places.slice(0, MOST_READ)) {
    const row = passages.row(place);
    if (row === undefined) continue;
    const text = indexableText([row.title, row.heading, passages.body(row)].join('\n')).toLowerCase();
    for (const word of new Set(text.match(WORDS))) if (terms(word)[0] === term) yield word;
  }
}

const WORDS = /[\p{L}\p{M}]+/gu;
