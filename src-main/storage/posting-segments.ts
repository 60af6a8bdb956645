import { VarintReader } from '../lib/varints.ts';
import type { ReadConnection } from './connection.ts';

/** One of the sorted runs that the index is made of. */
export interface Segment {
  readonly id: number;
  readonly firstLeaf: number;
  readonly lastLeaf: number;
}

/** A page of a segment. */
export interface Leaf {
  readonly bytes: Buffer;
  /** Where its terms and lists end. */
  readonly end: number;
}

const STRUCTURE = 10;
/** Before the levels: a cookie, the sign of this version of the record, and three numbers. */
const COOKIE_BYTES = 4;
const VERSION_BYTES = 4;
/** A segment's leaves are numbered behind its id (FTS5_SEGMENT_ROWID). */
const LEAVES_A_SEGMENT = 2 ** 37;

/** The segments as a snapshot has them, the oldest first. */
export function readSegments(connection: ReadConnection): Segment[] {
  const record = readBlock(connection, STRUCTURE);
  return record === undefined ? [] : segmentsOf(record);
}

export function readLeaf(connection: ReadConnection, { id }: Segment, page: number): Leaf | undefined {
  const bytes = readBlock(connection, id * LEAVES_A_SEGMENT + page);
  return bytes === undefined ? undefined : { bytes, end: bytes.readUInt16BE(2) };
}

/** The bytes of a segment's leaves from one on. */
export function leavesFrom(
  connection: ReadConnection,
  { id, lastLeaf }: Segment,
  page: number,
): IterableIterator<Buffer> {
  // Bare values here and below: an object around each costs half as much again.
  return connection
    .prepare<[number, number], Buffer>(
      'SELECT block FROM postings_data WHERE id >= ? AND id <= ? ORDER BY id',
    )
    .pluck()
    .iterate(id * LEAVES_A_SEGMENT + page, id * LEAVES_A_SEGMENT + lastLeaf);
}

function readBlock(connection: ReadConnection, id: number): Buffer | undefined {
  return connection.prepare<[number], Buffer>('SELECT block FROM postings_data WHERE id = ?').pluck().get(id);
}

/** The segments of all levels (fts5StructureDecode, second version). Each level holds what is older than those before. */
function segmentsOf(record: Uint8Array): Segment[] {
  const reader = new VarintReader(record, COOKIE_BYTES + VERSION_BYTES);
  const found: Segment[][] = [];
  const levels = reader.next();
  reader.next(); // segments in all
  reader.next(); // writes so far
  for (let level = 0; level < levels; level += 1) {
    reader.next(); // of its segments those being merged
    const segments: Segment[] = [];
    const count = reader.next();
    for (let which = 0; which < count; which += 1) {
      segments.push({ id: reader.next(), firstLeaf: reader.next(), lastLeaf: reader.next() });
      // The oldest and newest write within, and its deleted passages: their pages, their number, and all passages.
      for (let skipped = 0; skipped < 5; skipped += 1) reader.next();
    }
    found.push(segments);
  }
  return found.toReversed().flat();
}
