import { failure } from './reasons.ts';

/** Microsoft's compound file (OLE): a file system in a file, of old Office documents and Outlook mails; [MS-CFB]. */

export interface CompoundEntry {
  readonly name: string;
  /** Empty for a stream. */
  readonly children: readonly CompoundEntry[];
  readonly isStorage: boolean;
  readonly start: number;
  readonly size: number;
}

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const HEADER_TABLE = 76;
const TABLES_IN_HEADER = 109;
/** Numbers from here on mean "end", "free" and the like, not a sector. */
const SECTOR_LIMIT = 0xffff_fffa;
const NO_ENTRY = 0xffff_ffff;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;
/** A mail with a thousand attachments has some fifty thousand. */
const ENTRY_LIMIT = 200_000;

/** Streams that share their sectors with others come from no program. */
const REPEAT_LIMIT = 8;

interface MutableEntry extends CompoundEntry {
  readonly children: MutableEntry[];
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

export class CompoundFile {
  readonly root: CompoundEntry;
  readonly #bytes: Buffer;
  readonly #sectorBytes: number;
  readonly #smallSectorBytes: number;
  readonly #smallBelow: number;
  /** Sectors of the table that chains sectors, and of the one that chains small ones. */
  readonly #table: readonly number[];
  readonly #smallTable: readonly number[] = [];
  /** Where the small sectors lie. */
  readonly #smallSectors: readonly number[];
  #readBytes = 0;

  /** Throws RangeError where the header or the directory cannot be read. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#sectorBytes = this.#bytes.readUInt16LE(30) === 12 ? 4096 : HEADER_BYTES;
    this.#smallSectorBytes = 64;
    this.#smallBelow = this.#bytes.readUInt32LE(56);
    this.#table = this.#readTable();
    const entries = this.#readEntries();
    const root = entries.find(({ type }) => type === ROOT) ?? entries[0];
    if (root === undefined) throw new RangeError('no directory');
    adopt(root, entries);
    this.root = root;
    this.#smallTable = this.#chain(this.#bytes.readUInt32LE(60), this.#sectorLimit);
    this.#smallSectors = this.#chain(root.start, this.#sectorLimit);
  }

  /** The entry of these names from the root inward, in any case. */
  find(...names: readonly string[]): CompoundEntry | undefined {
    let entry: CompoundEntry | undefined = this.root;
    for (const name of names) entry = childNamed(entry, name);
    return entry;
  }

  /** The bytes of a stream, as many as there are. */
  read(entry: CompoundEntry): Buffer {
    const isSmall = entry.size < this.#smallBelow;
    const step = isSmall ? this.#smallSectorBytes : this.#sectorBytes;
    const wanted = Math.min(entry.size, this.#bytes.length);
    const sectors = this.#chain(entry.start, Math.ceil(wanted / step), isSmall);
    const bytes = Buffer.alloc(Math.min(wanted, sectors.length * step));
    this.#readBytes += bytes.length;
    if (this.#readBytes > this.#bytes.length * REPEAT_LIMIT) throw failure('FILE_BROKEN');
    sectors.forEach((sector, at) => {
      const offset = isSmall ? this.#smallOffset(sector) : this.#offset(sector);
      this.#bytes.copy(bytes, at * step, offset, offset + step);
    });
    return bytes;
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sectorBytes;
  }

  #smallOffset(sector: number): number {
    const perSector = this.#sectorBytes / this.#smallSectorBytes;
    const outer = this.#smallSectors[Math.floor(sector / perSector)];
    if (outer === undefined) return this.#bytes.length;
    return this.#offset(outer) + (sector % perSector) * this.#smallSectorBytes;
  }

  #next(sector: number, table: readonly number[]): number {
    const perSector = this.#sectorBytes / 4;
    const outer = table[Math.floor(sector / perSector)];
    if (outer === undefined) return NO_ENTRY;
    return this.#number(this.#offset(outer) + (sector % perSector) * 4);
  }

  /** Where a file is cut short, what is missing reads as its end. */
  #number(offset: number): number {
    return offset + 4 > this.#bytes.length ? NO_ENTRY : this.#bytes.readUInt32LE(offset);
  }

  /** The sectors of a chain, however it loops: never more than `limit`. */
  #chain(start: number, limit: number, isSmall = false): number[] {
    const sectors: number[] = [];
    const table = isSmall ? this.#smallTable : this.#table;
    for (let at = start; at < SECTOR_LIMIT && sectors.length < limit; at = this.#next(at, table)) {
      sectors.push(at);
    }
    return sectors;
  }

  get #sectorLimit(): number {
    return Math.ceil(this.#bytes.length / this.#sectorBytes);
  }

  #readTable(): number[] {
    const sectors: number[] = [];
    const limit = this.#sectorLimit;
    const take = (offset: number, count: number): void => {
      for (let at = 0; at < count && sectors.length < limit; at++) {
        const sector = this.#number(offset + at * 4);
        if (sector < SECTOR_LIMIT) sectors.push(sector);
      }
    };
    take(HEADER_TABLE, TABLES_IN_HEADER);
    let more = this.#bytes.readUInt32LE(68);
    const perSector = this.#sectorBytes / 4 - 1;
    for (let count = 0; more < SECTOR_LIMIT && count < limit; count++) {
      take(this.#offset(more), perSector);
      more = this.#number(this.#offset(more) + perSector * 4);
    }
    return sectors;
  }

  #readEntries(): MutableEntry[] {
    const entries: MutableEntry[] = [];
    for (const sector of this.#chain(this.#bytes.readUInt32LE(48), this.#sectorLimit)) {
      const offset = this.#offset(sector);
      for (let at = offset; at < offset + this.#sectorBytes; at += ENTRY_BYTES) {
        if (at + ENTRY_BYTES > this.#bytes.length || entries.length >= ENTRY_LIMIT) return entries;
        entries.push(readEntry(this.#bytes.subarray(at, at + ENTRY_BYTES)));
      }
    }
    return entries;
  }
}

export function childNamed(entry: CompoundEntry | undefined, name: string): CompoundEntry | undefined {
  const wanted = name.toLowerCase();
  return entry?.children.find((child) => child.name.toLowerCase() === wanted);
}

function readEntry(bytes: Buffer): MutableEntry {
  const nameBytes = Math.min(Math.max(bytes.readUInt16LE(64) - 2, 0), 62);
  const type = bytes.readUInt8(66);
  return {
    name: bytes.toString('utf16le', 0, nameBytes & ~1),
    type,
    isStorage: type === STORAGE || type === ROOT,
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    size: bytes.readUInt32LE(120),
    children: [],
  };
}

/** Gives every storage its children, which lie in a tree of their own; an entry is taken once, however trees loop. */
function adopt(root: MutableEntry, entries: readonly MutableEntry[]): void {
  const taken = new Set<number>();
  const open: { readonly parent: MutableEntry; readonly index: number }[] = [
    { parent: root, index: root.child },
  ];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { parent, index } = place;
    const entry = entries[index];
    if (entry === undefined || taken.has(index)) continue;
    taken.add(index);
    if (entry.type === STREAM || entry.type === STORAGE) parent.children.push(entry);
    open.push({ parent, index: entry.left }, { parent, index: entry.right });
    if (entry.type === STORAGE) open.push({ parent: entry, index: entry.child });
  }
}
