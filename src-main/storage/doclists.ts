import type { Span } from '../lib/span.ts';
import { VarintReader } from '../lib/varints.ts';
import type { ReadConnection } from './connection.ts';
import { ShortLists } from './short-lists.ts';

/**
 * FTS5's postings as they lie in its tables, read without FTS5: it takes 70 ns to hand out a posting and three times
 * that to score one, where a kernel takes a few. The format is SQLite's file format and as stable (fts5_index.c, "FTS5
 * on-disk format"); every list is tested against what FTS5 itself finds.
 */

/** A piece of a doclist as it lies in one leaf, the ids of its passages less the one before. */
export interface DoclistPart {
  readonly bytes: Uint8Array;
  /** Where in them an id stands whole; −1 where none does. */
  readonly absolute: number;
}

/** One of the sorted runs that the index is made of. */
interface Segment {
  readonly id: number;
  readonly firstLeaf: number;
  readonly lastLeaf: number;
}

interface Leaf {
  readonly bytes: Buffer;
  /** Where its terms and lists end. */
  readonly end: number;
}

/** What a list that began in an earlier leaf has in this one. */
interface Continuation {
  readonly end: number;
  /** Where its first id stands, which is whole; −1 where none does. */
  readonly idAt: number;
  readonly isLast: boolean;
}

/** Where a term's list begins in a leaf. */
interface Place {
  readonly leaf: number;
  readonly start: number;
  /** Where it ends; null where it goes to the end of the leaf and may go on. */
  readonly end: number | null;
}

const STRUCTURE = 10;
/** Before the levels: a cookie, the sign of this version of the record, and three numbers. */
const COOKIE_BYTES = 4;
const VERSION_BYTES = 4;
/** A segment's leaves are numbered behind its id (FTS5_SEGMENT_ROWID). */
const LEAVES_A_SEGMENT = 2 ** 37;
const LEAF_HEADER = 4;
/** Every term of the main index is kept behind this letter (FTS5_MAIN_PREFIX). */
const MAIN_INDEX = '0';
const EVERYTHING: Span = { first: 0, end: Number.POSITIVE_INFINITY };

/** Reads doclists of the index as a snapshot has it. */
export class Doclists {
  readonly #connection: ReadConnection;
  readonly #short = new ShortLists();
  #segments: readonly Segment[] = [];

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins. */
  begin(): void {
    this.#short.begin(this.#connection.edition());
    const record = this.#connection
      .prepare<[number], { block: Buffer }>('SELECT block FROM postings_data WHERE id = ?')
      .get(STRUCTURE);
    this.#segments = record === undefined ? [] : segmentsOf(record.block);
  }

  /**
   * The list of a stemmed term, part after part; none where no passage holds it.
   * @param span leaves of a long list that lie outside are left out
   */
  *partsOf(term: string, span: Span = EVERYTHING): Generator<DoclistPart> {
    const known = this.#short.of(term);
    if (known !== undefined) return yield* known;
    const key = Buffer.from(MAIN_INDEX + term, 'utf8');
    const whole: DoclistPart[] = [];
    let isShort = true;
    for (const segment of this.#segments) {
      const page = this.#leafFor(segment, key);
      const leaf = page === undefined ? undefined : this.#leaf(segment, page);
      const place = leaf === undefined || page === undefined ? undefined : findTerm(leaf, page, key);
      if (leaf === undefined || place === undefined) continue;
      const begun = { bytes: leaf.bytes.subarray(place.start, place.end ?? leaf.end), absolute: 0 };
      whole.push(begun);
      isShort &&= place.end !== null;
      const start = place.end === null ? this.#leafBefore(segment, place.leaf, key, span.first) : place.leaf;
      if (start === place.leaf) yield begun;
      if (place.end === null) yield* this.#rest(segment, place.leaf, start, span.end);
    }
    if (isShort) this.#short.keep(term, whole);
  }

  /** The passages that hold a stemmed term, ascending. */
  passagesOf(term: string): number[] {
    const parts = [...this.partsOf(term)];
    const wholes = new Set<number>();
    let length = 0;
    for (const { bytes, absolute } of parts) {
      if (absolute >= 0) wholes.add(length + absolute);
      length += bytes.length;
    }
    const reader = new VarintReader(Buffer.concat(parts.map(({ bytes }) => bytes)), 0);
    const passages: number[] = [];
    for (let passage = 0; reader.at < length;) {
      const isWhole = wholes.has(reader.at);
      const value = reader.next();
      passage = isWhole ? value : passage + value;
      passages.push(passage);
      // Behind the size of its places, the last bit of which tells of one that was deleted.
      const size = reader.next();
      reader.at += size >> 1;
    }
    // Segments follow one another, and each is ascending.
    return passages.toSorted((left, right) => left - right);
  }

  /** Of the leaves of a list the last that begins at or before a passage. */
  #leafBefore(segment: Segment, begun: number, key: Uint8Array, passage: number): number {
    if (passage === 0) return begun;
    let [found, low, high] = [begun, begun, this.#leafOfNext(segment, key) + 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const leaf = this.#lastWithId(segment, low, middle);
      if (leaf !== undefined && leaf.id <= passage) found = leaf.page;
      if (leaf !== undefined && leaf.id > passage) high = middle;
      else low = middle;
    }
    return found;
  }

  /** The last leaf behind one, up to another, in which a passage of the list begins: one may go on over several. */
  #lastWithId(segment: Segment, after: number, upTo: number): { page: number; id: number } | undefined {
    for (let page = upTo; page > after; page -= 1) {
      const block = this.#leaf(segment, page)?.bytes;
      const idAt = block === undefined ? -1 : continuationIn(block).idAt;
      if (block !== undefined && idAt >= 0) return { page, id: new VarintReader(block, idAt).next() };
    }
    return undefined;
  }

  /** What of a list lies in the leaves behind the one it begins in, from a leaf on. */
  *#rest({ id, lastLeaf }: Segment, begun: number, start: number, end: number): Generator<DoclistPart> {
    const leaves = this.#connection
      .prepare<[number, number], { block: Buffer }>(
        'SELECT block FROM postings_data WHERE id >= ? AND id <= ? ORDER BY id',
      )
      .iterate(id * LEAVES_A_SEGMENT + Math.max(start, begun + 1), id * LEAVES_A_SEGMENT + lastLeaf);
    let isCut = start > begun;
    for (const { block } of leaves) {
      const { end: listEnd, idAt, isLast } = continuationIn(block);
      // The passage before may go on in what stands before the first id.
      const isBeyond = idAt >= 0 && new VarintReader(block, idAt).next() >= end;
      const from = isCut ? idAt : LEAF_HEADER;
      const to = isBeyond ? idAt : listEnd;
      if (to > from)
        yield { bytes: block.subarray(from, to), absolute: isBeyond || idAt < 0 ? -1 : idAt - from };
      if (isLast || isBeyond) return;
      isCut = false;
    }
  }

  /** The leaf in which the next term begins that is kept of every leaf: no list goes on behind it. */
  #leafOfNext({ id, lastLeaf }: Segment, key: Uint8Array): number {
    const row = this.#connection
      .prepare<[number, Uint8Array], { pgno: number }>(
        'SELECT pgno FROM postings_idx WHERE segid = ? AND term > ? ORDER BY term LIMIT 1',
      )
      .get(id, key);
    return row === undefined ? lastLeaf : Math.min(lastLeaf, row.pgno >> 1);
  }

  /** The leaf that holds a term if any does; undefined where every term is greater. */
  #leafFor({ id, firstLeaf }: Segment, key: Uint8Array): number | undefined {
    const row = this.#connection
      .prepare<[number, Uint8Array], { pgno: number }>(
        'SELECT pgno FROM postings_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1',
      )
      .get(id, key);
    // The last bit tells of an index over a long list; leaves before the first were merged away.
    return row === undefined ? undefined : Math.max(firstLeaf, row.pgno >> 1);
  }

  #leaf({ id }: Segment, page: number): Leaf | undefined {
    const row = this.#connection
      .prepare<[number], { block: Buffer }>('SELECT block FROM postings_data WHERE id = ?')
      .get(id * LEAVES_A_SEGMENT + page);
    return row === undefined ? undefined : { bytes: row.block, end: row.block.readUInt16BE(2) };
  }
}

/** The segments of all levels (fts5StructureDecode, second version). */
function segmentsOf(record: Uint8Array): Segment[] {
  const reader = new VarintReader(record, COOKIE_BYTES + VERSION_BYTES);
  const segments: Segment[] = [];
  const levels = reader.next();
  reader.next(); // segments in all
  reader.next(); // writes so far
  for (let level = 0; level < levels; level += 1) {
    reader.next(); // of its segments those being merged
    const count = reader.next();
    for (let which = 0; which < count; which += 1) {
      segments.push({ id: reader.next(), firstLeaf: reader.next(), lastLeaf: reader.next() });
      // The oldest and newest write within, and its deleted passages: their pages, their number, and all passages.
      for (let skipped = 0; skipped < 5; skipped += 1) reader.next();
    }
  }
  return segments;
}

function continuationIn(block: Buffer): Continuation {
  const leafEnd = block.readUInt16BE(2);
  const firstId = block.readUInt16BE(0);
  const isLast = leafEnd < block.length;
  const end = isLast ? new VarintReader(block, leafEnd).next() : leafEnd;
  return { end, idAt: firstId >= LEAF_HEADER && firstId < end ? firstId : -1, isLast };
}

/** Finds a term among those that begin in a leaf. Each is kept as what differs from the one before. */
function findTerm({ bytes, end }: Leaf, leaf: number, key: Uint8Array): Place | undefined {
  const starts = new VarintReader(bytes, end);
  let start = 0;
  /** Letters the term at hand has in common with the key. */
  let common = 0;
  for (let isFirst = true; starts.at < bytes.length; isFirst = false) {
    start += starts.next();
    const reader = new VarintReader(bytes, start);
    const kept = isFirst ? 0 : reader.next();
    const length = reader.next();
    const list = reader.at + length;
    // What is kept beyond the letters in common differs from the key as the term before did, and was less.
    if (kept > common) continue;
    const order = compareFrom(bytes.subarray(reader.at, list), key, kept);
    common = order.common;
    if (order.sign === 0) {
      const next = starts.at < bytes.length ? start + starts.next() : null;
      return { leaf, start: list, end: next };
    }
    if (order.sign > 0) return undefined;
  }
  return undefined;
}

/** How a term whose first `kept` letters are the key's compares with it, and how many they have in common. */
function compareFrom(
  suffix: Uint8Array,
  key: Uint8Array,
  kept: number,
): { readonly sign: number; readonly common: number } {
  let at = 0;
  while (at < suffix.length && kept + at < key.length && suffix[at] === key[kept + at]) at += 1;
  const common = kept + at;
  if (at === suffix.length) return { sign: common === key.length ? 0 : -1, common };
  if (common === key.length) return { sign: 1, common };
  return { sign: suffix[at]! < key[common]! ? -1 : 1, common };
}
