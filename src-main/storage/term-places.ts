import { VarintReader } from '../lib/varints.ts';
import type { ReadConnection } from './connection.ts';
import { readLeaf, readSegments, type Leaf, type Segment } from './posting-segments.ts';

/** Where a term's list begins in a segment. */
export interface TermPlace {
  readonly leaf: number;
  readonly start: number;
  /** Where it ends; null where it goes to the end of the leaf and may go on. */
  readonly end: number | null;
}

/** A list's beginning, as far as it lies in the leaf it begins in. */
export interface BegunList extends TermPlace {
  readonly segment: Segment;
  readonly bytes: Uint8Array;
}

/** Of each segment where a term begins; null where it does not stand, undefined where nobody looked. */
type Places = (TermPlace | null | undefined)[];

/** Every term of the main index is kept behind this letter (FTS5_MAIN_PREFIX). */
const MAIN_INDEX = '0';
/** Terms whose places are kept: a few hundred bytes each. */
const MOST_KEPT = 4_000;

/**
 * Where terms begin in the segments of the index. What was found is kept as long as the database stays as it is: to
 * look takes two searches in every segment, and common words are asked for again and again.
 */
export class TermPlaces {
  readonly #connection: ReadConnection;
  readonly #known = new Map<string, Places>();
  #segments: readonly Segment[] = [];
  #edition = -1;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins, with the database's edition. */
  begin(edition: number): void {
    if (edition === this.#edition && this.#known.size < MOST_KEPT) return;
    this.#known.clear();
    this.#edition = edition;
    this.#segments = readSegments(this.#connection);
  }

  /** The beginnings of a stemmed term's lists, the oldest segment first. */
  *of(term: string): Generator<BegunList> {
    const places = this.#placesOf(term);
    for (const [which, segment] of this.#segments.entries()) {
      const place = places[which];
      if (place === null) continue;
      const begun = place === undefined ? this.#find(segment, term) : this.#begunAt(segment, place);
      places[which] ??= begun === null ? null : { leaf: begun.leaf, start: begun.start, end: begun.end };
      if (begun !== null) yield begun;
    }
  }

  #placesOf(term: string): Places {
    const known = this.#known.get(term);
    if (known !== undefined) return known;
    const places: Places = [];
    this.#known.set(term, places);
    return places;
  }

  #begunAt(segment: Segment, place: TermPlace): BegunList | null {
    const leaf = readLeaf(this.#connection, segment, place.leaf);
    return leaf === undefined ? null : begunIn(segment, leaf, place);
  }

  #find(segment: Segment, term: string): BegunList | null {
    const key = keyOf(term);
    const page = this.#leafFor(segment, key);
    const leaf = page === undefined ? undefined : readLeaf(this.#connection, segment, page);
    if (leaf === undefined || page === undefined) return null;
    const place = findTerm(leaf, page, key);
    return place === null ? null : begunIn(segment, leaf, place);
  }

  /** The leaf that holds a term if any does; undefined where every term is greater. */
  #leafFor({ id, firstLeaf }: Segment, key: Uint8Array): number | undefined {
    const page = this.#connection
      .prepare<[number, Uint8Array], number>(
        'SELECT pgno FROM postings_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1',
      )
      .pluck()
      .get(id, key);
    // The last bit tells of an index over a long list; leaves before the first were merged away.
    return page === undefined ? undefined : Math.max(firstLeaf, page >> 1);
  }

  /** The leaf in which the next term begins that is kept of every leaf: no list goes on behind it. */
  leafOfNext({ id, lastLeaf }: Segment, term: string): number {
    const page = this.#connection
      .prepare<[number, Uint8Array], number>(
        'SELECT pgno FROM postings_idx WHERE segid = ? AND term > ? ORDER BY term LIMIT 1',
      )
      .pluck()
      .get(id, keyOf(term));
    return page === undefined ? lastLeaf : Math.min(lastLeaf, page >> 1);
  }
}

function keyOf(term: string): Buffer {
  return Buffer.from(MAIN_INDEX + term, 'utf8');
}

function begunIn(segment: Segment, { bytes, end }: Leaf, place: TermPlace): BegunList {
  return { ...place, segment, bytes: bytes.subarray(place.start, place.end ?? end) };
}

/** Finds a term among those that begin in a leaf. Each is kept as what differs from the one before. */
function findTerm({ bytes, end }: Leaf, leaf: number, key: Uint8Array): TermPlace | null {
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
    if (order.sign > 0) return null;
  }
  return null;
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
