import type { Span } from '../lib/span.ts';
import { VarintReader } from '../lib/varints.ts';
import type { ReadConnection } from './connection.ts';
import { GatheredList, KeptLists } from './kept-lists.ts';
import { leavesFrom, readLeaf, type Segment } from './posting-segments.ts';
import { TermPlaces, type BegunList } from './term-places.ts';

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

/** What a list that began in an earlier leaf has in this one. */
interface Continuation {
  readonly end: number;
  /** Where its first id stands, which is whole; −1 where none does. */
  readonly idAt: number;
  readonly isLast: boolean;
}

/** What of a long list is read. */
interface Wanted {
  /** The leaf to begin with. */
  readonly start: number;
  /** Passages from it on are left out. */
  readonly end: number;
  readonly list: GatheredList;
}

const LEAF_HEADER = 4;
/** An id and the size of its places. */
const LEAST_ENTRY = 2;
const EVERYTHING: Span = { first: 0, end: Number.POSITIVE_INFINITY };

/** Reads doclists of the index as a snapshot has it. */
export class Doclists {
  readonly #connection: ReadConnection;
  readonly #kept = new KeptLists();
  readonly #places: TermPlaces;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
    this.#places = new TermPlaces(connection);
  }

  /** To be called as a snapshot begins. */
  begin(): void {
    const edition = this.#connection.edition();
    this.#kept.begin(edition);
    this.#places.begin(edition);
  }

  /**
   * The list of a stemmed term, part after part; none where no passage holds it.
   * @param span leaves of a long list that lie outside are left out
   */
  *partsOf(term: string, span: Span = EVERYTHING): Generator<DoclistPart> {
    const known = this.#kept.of(term);
    if (known !== undefined) return yield* known;
    const list = new GatheredList();
    for (const begun of this.#places.of(term)) {
      const start = begun.end === null ? this.#leafBefore(begun, term, span.first) : begun.leaf;
      if (start !== begun.leaf) list.cut();
      // A merge may leave a word at the end of its leaf, its list in the next one: nothing begins here.
      else if (begun.bytes.length > 0) yield list.add({ bytes: begun.bytes, absolute: 0 });
      if (begun.end === null) yield* this.#rest(begun, { start, end: span.end, list });
    }
    this.#kept.keep(term, list);
  }

  /** The passages that hold a stemmed term, of those that are 1 in `among`; ascending. */
  passagesOf(term: string, among: Uint8Array): Uint32Array {
    const parts = [...this.partsOf(term)];
    const reader = new VarintReader(Buffer.concat(parts.map(({ bytes }) => bytes)), 0);
    const wholes = wholesIn(parts);
    const found = new Uint32Array(wholes.end / LEAST_ENTRY);
    let count = 0;
    for (let passage = 0, next = 0; reader.at < wholes.end;) {
      const isWhole = reader.at === wholes.places[next];
      if (isWhole) next += 1;
      const value = reader.next();
      passage = isWhole ? value : passage + value;
      if (among[passage] === 1) found[count++] = passage;
      // Behind the size of its places, the last bit of which tells of one that was deleted.
      const size = reader.next();
      reader.at += size >> 1;
    }
    return ascending(found.subarray(0, count));
  }

  /** Of the leaves of a list the last that begins at or before a passage. */
  #leafBefore({ segment, leaf: begun }: BegunList, term: string, passage: number): number {
    if (passage === 0) return begun;
    let [found, low, high] = [begun, begun, this.#places.leafOfNext(segment, term) + 1];
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
      const block = readLeaf(this.#connection, segment, page)?.bytes;
      const idAt = block === undefined ? -1 : continuationIn(block).idAt;
      if (block !== undefined && idAt >= 0) return { page, id: new VarintReader(block, idAt).next() };
    }
    return undefined;
  }

  /** What of a list lies in the leaves behind the one it begins in, as far as is wanted. */
  *#rest({ segment, leaf: begun }: BegunList, { start, end, list }: Wanted): Generator<DoclistPart> {
    let isCut = start > begun;
    for (const block of leavesFrom(this.#connection, segment, Math.max(start, begun + 1))) {
      const { end: listEnd, idAt, isLast } = continuationIn(block);
      // The passage before may go on in what stands before the first id.
      const isBeyond = idAt >= 0 && new VarintReader(block, idAt).next() >= end;
      const from = isCut ? idAt : LEAF_HEADER;
      const to = isBeyond ? idAt : listEnd;
      if (to > from)
        yield list.add({
          bytes: block.subarray(from, to),
          absolute: isBeyond || idAt < 0 ? -1 : idAt - from,
        });
      if (isBeyond) list.cut();
      if (isLast || isBeyond) return;
      isCut = false;
    }
  }
}

function continuationIn(block: Buffer): Continuation {
  const leafEnd = block.readUInt16BE(2);
  const firstId = block.readUInt16BE(0);
  const isLast = leafEnd < block.length;
  const end = isLast ? new VarintReader(block, leafEnd).next() : leafEnd;
  return { end, idAt: firstId >= LEAF_HEADER && firstId < end ? firstId : -1, isLast };
}

/** Where in the parts together ids stand whole, and where they end. */
function wholesIn(parts: readonly DoclistPart[]): { readonly places: number[]; readonly end: number } {
  const places: number[] = [];
  let end = 0;
  for (const { bytes, absolute } of parts) {
    if (absolute >= 0) places.push(end + absolute);
    end += bytes.length;
  }
  return { places, end };
}

/** Each segment is ascending, and later ones hold later passages; nothing in the format promises that it stays so. */
function ascending(passages: Uint32Array): Uint32Array {
  const isAscending = passages.every((passage, place) => place === 0 || passage > passages[place - 1]!);
  return isAscending ? passages : passages.toSorted();
}
