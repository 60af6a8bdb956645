import { zstdCompressSync, zstdDecompressSync, constants } from 'node:zlib';

import type { ReadConnection, WriteConnection } from './connection.ts';

/** UTF-16 units a block: large enough to compress well, small enough to open for one passage in 50 µs. */
const BLOCK_LENGTH = 12_288;
/** Measured on a home folder: level 6 is 7 % smaller than 3 at a cost that hides behind extraction. */
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };
/** Decoded blocks a reader keeps, about 12 kB each: enough for the stages of an answer. */
const CACHED_BLOCKS = 256;

/** No piece is longer, in libraries of earlier versions too: a look-up need not pass what lies further ahead. */
const LONGEST_PIECE = 24_576;
/** Bytes zlib opens at once: a whole block of most languages, for joining parts costs as much as opening them. */
const OPENED_AT_ONCE = 32_768;

interface Piece {
  readonly content: number;
  readonly start: number;
  readonly blockStart: number;
  readonly length: number;
}

/** Packs the texts of many contents into shared blocks; `flush` before the transaction ends. */
export class TextWriter {
  readonly #connection: WriteConnection;
  #parts: string[] = [];
  #pieces: Piece[] = [];
  #length = 0;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  append(content: number, text: string): void {
    for (let start = 0; start < text.length;) {
      const length = wholeLength(text, start, BLOCK_LENGTH - this.#length);
      if (length === 0) {
        this.flush();
        continue;
      }
      this.#pieces.push({ content, start, blockStart: this.#length, length });
      this.#parts.push(text.slice(start, start + length));
      this.#length += length;
      start += length;
      if (this.#length === BLOCK_LENGTH) this.flush();
    }
  }

  flush(): void {
    if (this.#pieces.length === 0) return;
    const block = Number(
      this.#connection
        .prepare<[Buffer], never>('INSERT INTO text_blocks (data) VALUES (?)')
        .run(pack(this.#parts.join(''))).lastInsertRowid,
    );
    const insert = this.#connection.prepare<[number, number, number, number, number], never>(
      'INSERT INTO text_pieces (content, start, block, block_start, length) VALUES (?, ?, ?, ?, ?)',
    );
    for (const piece of this.#pieces) {
      insert.run(piece.content, piece.start, block, piece.blockStart, piece.length);
    }
    this.discard();
  }

  /** Takes texts out; what shared their blocks is packed anew, each block once, so that no word of them stays. */
  remove(contents: readonly number[]): void {
    this.flush();
    const blocksOf = this.#connection.prepare<[number], { block: number }>(
      'SELECT DISTINCT block FROM text_pieces WHERE content = ?',
    );
    const leave = this.#connection.prepare<[number], never>('DELETE FROM text_pieces WHERE content = ?');
    const blocks = new Set<number>();
    for (const content of contents) {
      for (const { block } of blocksOf.all(content)) blocks.add(block);
      leave.run(content);
    }
    for (const block of blocks) this.#repack(block);
  }

  /** Forgets what was not flushed: its transaction failed. */
  discard(): void {
    this.#parts = [];
    this.#pieces = [];
    this.#length = 0;
  }

  #repack(block: number): void {
    const kept = this.#connection
      .prepare<[number], Piece>(
        'SELECT content, start, block_start AS blockStart, length FROM text_pieces WHERE block = ? ORDER BY block_start',
      )
      .all(block);
    const text = kept.length === 0 ? '' : unpack(readBlock(this.#connection, block));
    this.#connection.prepare<[number], never>('DELETE FROM text_blocks WHERE id = ?').run(block);
    if (kept.length === 0) return;
    this.#connection.prepare<[number], never>('DELETE FROM text_pieces WHERE block = ?').run(block);
    for (const piece of kept) this.#appendPiece(piece, text);
  }

  #appendPiece(piece: Piece, block: string): void {
    if (this.#length + piece.length > BLOCK_LENGTH) this.flush();
    this.#pieces.push({ ...piece, blockStart: this.#length });
    this.#parts.push(block.slice(piece.blockStart, piece.blockStart + piece.length));
    this.#length += piece.length;
  }
}

/** At most `room` units of a text from `start`, no surrogate pair cut: UTF-8 would lose both halves. */
function wholeLength(text: string, start: number, room: number): number {
  if (text.length - start <= room) return text.length - start;
  const behind = text.charCodeAt(start + room);
  return behind >= 0xdc00 && behind <= 0xdfff ? room - 1 : room;
}

/** Reads spans of stored text; keeps the blocks read last, whose ids are never used again. */
export class TextReader {
  readonly #connection: ReadConnection;
  readonly #cache = new Map<number, string>();

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** The text from `start`, `length` UTF-16 units or fewer at the end of the content. */
  read(content: number, start: number, length: number): string {
    const pieces = this.#connection
      .prepare<[number, number, number, number], Piece & { block: number }>(
        `SELECT content, start, block, block_start AS blockStart, length FROM text_pieces
         WHERE content = ? AND start > ? AND start < ? AND start + length > ? ORDER BY start`,
      )
      .all(content, start - LONGEST_PIECE, start + length, start);
    return pieces
      .map((piece) => {
        const from = Math.max(start, piece.start) - piece.start;
        const to = Math.min(start + length, piece.start + piece.length) - piece.start;
        return this.#block(piece.block).slice(piece.blockStart + from, piece.blockStart + to);
      })
      .join('');
  }

  #block(id: number): string {
    const known = this.#cache.get(id);
    if (known !== undefined) this.#cache.delete(id);
    const text = known ?? unpack(readBlock(this.#connection, id));
    this.#cache.set(id, text);
    if (this.#cache.size > CACHED_BLOCKS) {
      const oldest = this.#cache.keys().next().value;
      if (oldest !== undefined) this.#cache.delete(oldest);
    }
    return text;
  }
}

function readBlock(connection: ReadConnection, id: number): Buffer {
  const row = connection
    .prepare<[number], { data: Buffer }>('SELECT data FROM text_blocks WHERE id = ?')
    .get(id);
  if (row === undefined) throw new Error(`text block ${id} is missing`);
  return row.data;
}

/** UTF-16LE would keep lone surrogates; extraction replaces them, so UTF-8, which compresses better, is exact. */
function pack(text: string): Buffer {
  return zstdCompressSync(Buffer.from(text, 'utf8'), COMPRESSION);
}

function unpack(data: Buffer): string {
  return zstdDecompressSync(data, { chunkSize: OPENED_AT_ONCE }).toString('utf8');
}
