import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { varints } from '../lib/varints.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';

/** The lengths are noted anew when the library has grown by this share; what came since is read one by one. */
const GROWTH = 1.05;
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
/** Lengths have 16 bits. */
const MOST_LENGTH = 65_535;

interface Noted {
  readonly edition: number;
  readonly last: number;
}

const NOTHING: Noted = { edition: 0, last: 0 };

/** Terms of one passage, head and body, as FTS5 counted them. */
export function passageLength(connection: ReadConnection, passage: number): number {
  const row = connection
    .prepare<[number], { sz: Buffer }>('SELECT sz FROM postings_docsize WHERE id = ?')
    .get(passage);
  return row === undefined ? 0 : termsOf(row.sz);
}

/** Notes all lengths in one piece, where the library has changed enough or `always`. */
export function refreshPassageLengths(
  connection: WriteConnection,
  { always }: { readonly always: boolean },
): void {
  const last = lastPosted(connection);
  const noted = readNoted(connection);
  if (!always && last >= noted.last && last <= noted.last * GROWTH) return;
  const lengths = new Uint16Array(last + 1);
  addLengths(connection, lengths, 0);
  connection
    .prepare<[number, Buffer], never>(
      `INSERT INTO passage_lengths (id, edition, last, lengths) VALUES (1, 1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET edition = edition + 1, last = excluded.last, lengths = excluded.lengths`,
    )
    .run(last, zstdCompressSync(new Uint8Array(lengths.buffer), COMPRESSION));
}

/** Terms of every passage, in memory: BM25 asks for them by the million. */
export class PassageLengths {
  readonly #connection: ReadConnection;
  #values = new Uint16Array(0);
  #noted = NOTHING;
  #last = 0;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** By id; 0 where no passage ever was. A passage that left keeps its own, for no other takes its id. */
  get values(): Uint16Array {
    return this.#values;
  }

  /** To be called as a snapshot begins; answers whether anything came. */
  begin(): boolean {
    const noted = readNoted(this.#connection);
    const last = lastPosted(this.#connection);
    if (noted.edition === this.#noted.edition && last === this.#last) return false;
    const isNoted = noted.edition !== this.#noted.edition;
    const known = isNoted ? this.#read() : this.#values;
    const values = new Uint16Array(last + 1);
    values.set(known.subarray(0, last + 1));
    addLengths(this.#connection, values, isNoted ? noted.last : this.#last);
    [this.#values, this.#noted, this.#last] = [values, noted, last];
    return true;
  }

  #read(): Uint16Array {
    const row = this.#connection
      .prepare<[], { lengths: Buffer }>('SELECT lengths FROM passage_lengths')
      .get();
    return row === undefined
      ? new Uint16Array(0)
      : new Uint16Array(Uint8Array.from(zstdDecompressSync(row.lengths)).buffer);
  }
}

function addLengths(connection: ReadConnection, lengths: Uint16Array, after: number): void {
  const rows = connection
    .prepare<[number], { id: number; sz: Buffer }>('SELECT id, sz FROM postings_docsize WHERE id > ?')
    .iterate(after);
  for (const { id, sz } of rows) lengths[id] = Math.min(MOST_LENGTH, termsOf(sz));
}

function termsOf(sizes: Buffer): number {
  return varints(sizes).reduce((sum, length) => sum + length, 0);
}

function readNoted(connection: ReadConnection): Noted {
  return connection.prepare<[], Noted>('SELECT edition, last FROM passage_lengths').get() ?? NOTHING;
}

function lastPosted(connection: ReadConnection): number {
  return (
    connection.prepare<[], { last: number | null }>('SELECT max(id) AS last FROM postings_docsize').get()
      ?.last ?? 0
  );
}
