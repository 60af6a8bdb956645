import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
/** Spread evenly over the file: 64 reads are one tenth of a second of the slowest disk. */
const SAMPLED_PAGES = 64;
/** SQLite leaves the page alone in which this byte lies. */
const LOCK_BYTE = 0x4000_0000;
/** First bytes of the four kinds of b-tree pages. */
const TREE_PAGES: readonly number[] = [2, 5, 10, 13];
const INNER_PAGES: readonly number[] = [2, 5];

/**
 * A cheap look at a database before it is opened: its header, its length, and some of its pages
 * (https://www.sqlite.org/fileformat2.html). Much damage is not seen by it; what is seen is damage. A file whose log
 * has yet to be written back may look like anything, and is left to SQLite.
 */
export function looksDamaged(file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || log > 0) return false;
  const descriptor = openSync(file, 'r');
  try {
    return !hasSoundPages(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function hasSoundPages(descriptor: number): boolean {
  const header = readAt(descriptor, 0, HEADER_BYTES);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return false;
  const pageSize = pageSizeOf(header);
  const { size } = fstatSync(descriptor);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return false;
  if (size < claimedPages(header) * pageSize) return false;
  const pages = Math.floor(size / pageSize);
  return sampleOf(pages).every(
    (page) =>
      page === Math.floor(LOCK_BYTE / pageSize) ||
      isSoundPage(readAt(descriptor, page * pageSize, pageSize), pages),
  );
}

function pageSizeOf(header: Buffer): number {
  const stored = header.readUInt16BE(16);
  return stored === 1 ? 65_536 : stored;
}

/** The file's length in pages, where the header is of the same version of SQLite as the last change. */
function claimedPages(header: Buffer): number {
  return header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 0;
}

/** Places in the file, the header's page aside. */
function sampleOf(pages: number): number[] {
  const count = Math.min(SAMPLED_PAGES, pages - 1);
  return Array.from({ length: count }, (_, at) => 1 + Math.floor((at * (pages - 1)) / count));
}

/** A page of a tree, or one that begins with the number of another page: overflowing rows and free pages do. */
function isSoundPage(page: Buffer, pages: number): boolean {
  const kind = page[0] ?? 0;
  if (page.readUInt32BE(0) <= pages) return true;
  if (!TREE_PAGES.includes(kind)) return false;
  const contentStart = page.readUInt16BE(5) || 65_536;
  const head = INNER_PAGES.includes(kind) ? 12 : 8;
  return head + 2 * page.readUInt16BE(3) <= contentStart && contentStart <= page.length;
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
}
