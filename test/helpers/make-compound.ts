const SECTOR = 512;
const SMALL_SECTOR = 64;
const SMALL_BELOW = 4096;
const END = 0xffff_fffe;
const NONE = 0xffff_ffff;
const [STORAGE, STREAM, ROOT] = [1, 2, 5];

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly bytes: Buffer;
  readonly children: Entry[];
}

/** A compound file (OLE) of streams by path, such as `WordDocument` or `__attach_version1.0_#00000000/__substg1.0_37010102`. */
export function makeCompound(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const root: Entry = { name: 'Root Entry', type: ROOT, bytes: Buffer.alloc(0), children: [] };
  for (const [path, bytes] of Object.entries(streams)) addStream(root, path.split('/'), Buffer.from(bytes));
  return new CompoundWriter(root).write();
}

function addStream(parent: Entry, path: readonly string[], bytes: Buffer): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    parent.children.push({ name, type: STREAM, bytes, children: [] });
    return;
  }
  const known = parent.children.find((child) => child.name === name);
  const storage = known ?? { name, type: STORAGE, bytes: Buffer.alloc(0), children: [] };
  if (known === undefined) parent.children.push(storage);
  addStream(storage, rest, bytes);
}

class CompoundWriter {
  readonly #entries: Entry[] = [];
  readonly #sectors: Buffer[] = [];
  readonly #table: number[] = [];
  readonly #small: Buffer[] = [];
  readonly #smallTable: number[] = [];

  constructor(root: Entry) {
    const waiting = [root];
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      this.#entries.push(entry);
      waiting.push(...entry.children);
    }
  }

  write(): Uint8Array {
    const starts = this.#entries.map((entry) => this.#place(entry));
    const smallBytes = Buffer.concat(this.#small);
    starts[0] = this.#chain(smallBytes, SECTOR, this.#sectors, this.#table);
    const directory = Buffer.concat(this.#entries.map((entry, at) => this.#entry(entry, starts[at] ?? END)));
    directory.writeUInt32LE(smallBytes.length, 120);
    const directoryStart = this.#chain(directory, SECTOR, this.#sectors, this.#table);
    const smallTable = this.#chain(numbers(this.#smallTable), SECTOR, this.#sectors, this.#table);
    const tableStart = this.#sectors.length;
    const tableSectors = Math.ceil((this.#table.length + 8) / (SECTOR / 4));
    for (let at = 0; at < tableSectors; at++) this.#table.push(0xffff_fffd);
    const table = Buffer.alloc(tableSectors * SECTOR, 0xff);
    numbers(this.#table).copy(table);
    return Buffer.concat([
      header({ directoryStart, smallTable, tableStart, tableSectors }),
      ...this.#sectors,
      table,
    ]);
  }

  #place({ type, bytes }: Entry): number {
    if (type !== STREAM || bytes.length === 0) return END;
    return bytes.length < SMALL_BELOW
      ? this.#chain(bytes, SMALL_SECTOR, this.#small, this.#smallTable)
      : this.#chain(bytes, SECTOR, this.#sectors, this.#table);
  }

  #chain(bytes: Buffer, size: number, sectors: Buffer[], table: number[]): number {
    const start = sectors.length;
    if (bytes.length === 0) return END;
    for (let at = 0; at < bytes.length; at += size) {
      const sector = Buffer.alloc(size);
      bytes.copy(sector, 0, at, at + size);
      sectors.push(sector);
      table.push(at + size < bytes.length ? sectors.length : END);
    }
    return start;
  }

  /** Children are chained to the right, one after the other. */
  #entry(entry: Entry, start: number): Buffer {
    const bytes = Buffer.alloc(128);
    const name = Buffer.from(`${entry.name}\0`, 'utf16le');
    name.copy(bytes);
    bytes.writeUInt16LE(name.length, 64);
    bytes.writeUInt8(entry.type, 66);
    bytes.writeUInt32LE(NONE, 68);
    bytes.writeUInt32LE(this.#nextOf(entry), 72);
    bytes.writeUInt32LE(this.#indexOf(entry.children[0]), 76);
    bytes.writeUInt32LE(start, 116);
    bytes.writeUInt32LE(entry.bytes.length, 120);
    return bytes;
  }

  #nextOf(entry: Entry): number {
    const siblings = this.#entries.find(({ children }) => children.includes(entry))?.children ?? [];
    return this.#indexOf(siblings[siblings.indexOf(entry) + 1]);
  }

  #indexOf(entry: Entry | undefined): number {
    return entry === undefined ? NONE : this.#entries.indexOf(entry);
  }
}

interface Places {
  readonly directoryStart: number;
  readonly smallTable: number;
  readonly tableStart: number;
  readonly tableSectors: number;
}

function header({ directoryStart, smallTable, tableStart, tableSectors }: Places): Buffer {
  const bytes = Buffer.alloc(SECTOR, 0xff);
  bytes.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(tableSectors, 44);
  bytes.writeUInt32LE(directoryStart, 48);
  bytes.writeUInt32LE(SMALL_BELOW, 56);
  bytes.writeUInt32LE(smallTable, 60);
  bytes.writeUInt32LE(END, 68);
  for (let at = 0; at < tableSectors; at++) bytes.writeUInt32LE(tableStart + at, 76 + at * 4);
  return bytes;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  return bytes;
}
