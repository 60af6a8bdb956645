import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { terms } from '../lib/text/tokens.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';
import { passageLengths } from './postings.ts';

/** Terms in more than this share of all passages are kept as bits: FTS5 takes 70 ns to walk a posting, a bit takes 2. */
const COMMON_SHARE = 1 / 64;
/** In a small library every posting is walked. */
const LEAST_PASSAGES = 1_000;
/** The bits follow the library when it has grown by this share; until then the rest is walked. */
const GROWTH = 1.05;
/** A term's bits of a million passages are 140 kB. */
const CACHED_TERMS = 64;
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/** Lengths are kept in steps of so many terms. */
export const TERMS_A_STEP = 2;
const MOST_LENGTH = 255;

interface Extent {
  readonly edition: number;
  readonly last: number;
}

const NOTHING: Extent = { edition: 0, last: 0 };

/** Notes anew which passages hold each common term, where the library has changed enough or `always`. */
export function refreshTermPresence(
  connection: WriteConnection,
  { always }: { readonly always: boolean },
): void {
  const last =
    connection.prepare<[], { last: number | null }>('SELECT max(id) AS last FROM passages').get()?.last ?? 0;
  const extent = readExtent(connection);
  if (!always && last >= extent.last && last <= extent.last * GROWTH) return;
  connection.transaction(() => {
    connection.exec('DELETE FROM term_presence');
    for (const term of commonTerms(connection, last)) keepBits(connection, term, last);
    connection
      .prepare<[number, Buffer], never>(
        `INSERT INTO presence_extent (id, edition, last, lengths) VALUES (1, 1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET edition = edition + 1, last = excluded.last, lengths = excluded.lengths`,
      )
      .run(last, zstdCompressSync(shortLengths(connection, last), COMPRESSION));
  });
}

function commonTerms(connection: ReadConnection, passages: number): string[] {
  return connection
    .prepare<[number], string>('SELECT term FROM term_frequencies WHERE passages > ?')
    .pluck()
    .all(Math.max(LEAST_PASSAGES, passages * COMMON_SHARE));
}

function keepBits(connection: WriteConnection, term: string, last: number): void {
  const bits = new Uint8Array((last >> 3) + 1);
  for (const passage of holding(connection, term, 0)) bits[passage >> 3]! |= 1 << (passage & 7);
  connection
    .prepare<[string, Buffer], never>('INSERT INTO term_presence (term, bits) VALUES (?, ?)')
    .run(term, zstdCompressSync(bits, COMPRESSION));
}

/** A byte a passage: half the number of its terms, at most 255. */
function shortLengths(connection: ReadConnection, last: number): Uint8Array {
  const lengths = new Uint8Array(last + 1);
  for (const { id, length } of passageLengths(connection))
    if (id <= last) lengths[id] = Math.min(MOST_LENGTH, length / TERMS_A_STEP);
  return lengths;
}

/** A query is stemmed as texts are, and some stems have a stem of their own: their places are read instead. */
function holding(connection: ReadConnection, term: string, after: number): number[] {
  const [stem] = terms(term);
  if (stem !== term)
    return connection
      .prepare<[string, number], number>('SELECT doc FROM posting_places WHERE term = ? AND doc > ?')
      .pluck()
      .all(term, after);
  return connection
    .prepare<[string, number], number>('SELECT rowid FROM postings WHERE postings MATCH ? AND rowid > ?')
    .pluck()
    .all(`"${term}"`, after);
}

function readExtent(connection: ReadConnection): Extent {
  return connection.prepare<[], Extent>('SELECT edition, last FROM presence_extent').get() ?? NOTHING;
}

/** Which passages hold a common term: a bit a passage, the lowest first. */
export class TermPresence {
  readonly #connection: ReadConnection;
  readonly #cache = new Map<string, Uint8Array>();
  #extent = NOTHING;
  #last = 0;
  #lengths = new Uint8Array(0);

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins. */
  begin(): void {
    const extent = readExtent(this.#connection);
    if (extent.edition !== this.#extent.edition) {
      this.#cache.clear();
      this.#lengths = this.#readLengths();
    }
    this.#extent = extent;
    this.#last =
      this.#connection.prepare<[], { last: number | null }>('SELECT max(id) AS last FROM passages').get()
        ?.last ?? 0;
  }

  /** Of each passage the length in steps of `TERMS_A_STEP`; 0, or nothing, where it is not known. */
  get lengths(): Uint8Array {
    return this.#lengths;
  }

  #readLengths(): Uint8Array<ArrayBuffer> {
    const row = this.#connection
      .prepare<[], { lengths: Buffer }>('SELECT lengths FROM presence_extent')
      .get();
    return row === undefined ? new Uint8Array(0) : new Uint8Array(zstdDecompressSync(row.lengths));
  }

  /** The bits of a term; null where it is not kept so. */
  bitsOf(term: string): Uint8Array | null {
    const known = this.#cache.get(term) ?? this.#read(term);
    if (known === null) return null;
    this.#cache.delete(term);
    this.#cache.set(term, known);
    if (this.#cache.size > CACHED_TERMS) this.#dropOldest();
    return this.#last > this.#extent.last ? this.#grown(term, known) : known;
  }

  #dropOldest(): void {
    const oldest = this.#cache.keys().next().value;
    if (oldest !== undefined) this.#cache.delete(oldest);
  }

  #read(term: string): Uint8Array | null {
    const row = this.#connection
      .prepare<[string], { bits: Buffer }>('SELECT bits FROM term_presence WHERE term = ?')
      .get(term);
    return row === undefined ? null : new Uint8Array(zstdDecompressSync(row.bits));
  }

  /** With the passages that came since the bits were noted. */
  #grown(term: string, known: Uint8Array): Uint8Array {
    const bits = new Uint8Array((this.#last >> 3) + 1);
    bits.set(known.subarray(0, bits.length));
    for (const passage of holding(this.#connection, term, this.#extent.last))
      bits[passage >> 3]! |= 1 << (passage & 7);
    return bits;
  }
}
