import { crc32 } from 'node:zlib';

import SevenZip from '7z-wasm';

type Files = Readonly<Record<string, string>>;

interface PackingLibrary {
  readonly FS: {
    mkdir(path: string): void;
    chdir(path: string): void;
    writeFile(path: string, content: string | Uint8Array): void;
    readFile(path: string): Uint8Array;
  };
  callMain(args: string[]): unknown;
}
type Factory = (options: object) => Promise<PackingLibrary>;

/** What 7-Zip makes of these files: a 7z, or a file packed alone (`xz`). */
export async function makePacked(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly type?: '7z' | 'xz'; readonly switches?: readonly string[] } = {},
): Promise<Uint8Array> {
  const silent = { print: () => {}, printErr: () => {} };
  const library = await (SevenZip as unknown as Factory)(silent);
  library.FS.mkdir('/in');
  library.FS.chdir('/in');
  for (const [name, content] of Object.entries(files)) {
    const folder = name.split('/').slice(0, -1).join('/');
    if (folder !== '') library.FS.mkdir(`/in/${folder}`);
    library.FS.writeFile(`/in/${name}`, content);
  }
  const type = options.type ?? '7z';
  const packed = `/packed.${type}`;
  library.callMain(['a', `-t${type}`, ...(options.switches ?? []), packed, ...Object.keys(files)]);
  return library.FS.readFile(packed);
}

/** A cabinet of files that are not packed; [MS-CAB]. */
export function makeCabinet(files: Files): Uint8Array {
  const contents = Object.values(files).map((content) => Buffer.from(content));
  const all = Buffer.concat(contents);
  let start = 0;
  const entries = Object.keys(files).map((name, index) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(contents[index]?.length ?? 0, 0);
    entry.writeUInt32LE(start, 4);
    entry.writeUInt16LE(0x5a21, 10);
    entry.writeUInt16LE(0x20, 14);
    start += contents[index]?.length ?? 0;
    return Buffer.concat([entry, Buffer.from(`${name.replaceAll('/', '\\')}\0`)]);
  });
  const list = Buffer.concat(entries);
  const header = Buffer.alloc(36);
  const folder = Buffer.alloc(8);
  const block = Buffer.alloc(8);
  header.write('MSCF');
  header.writeUInt32LE(36 + 8 + list.length + 8 + all.length, 8);
  header.writeUInt32LE(44, 16);
  header.writeUInt16LE(0x0103, 24);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(contents.length, 28);
  folder.writeUInt32LE(44 + list.length, 0);
  folder.writeUInt16LE(1, 4);
  block.writeUInt16LE(all.length, 4);
  block.writeUInt16LE(all.length, 6);
  return Buffer.concat([header, folder, list, block, all]);
}

/** A RAR (version 4) of files that are not packed. */
export function makeRar(files: Files): Uint8Array {
  const start = Buffer.from('Rar!\x1a\x07\0', 'latin1');
  const main = rarHeader(0x73, 0, Buffer.alloc(6));
  const entries = Object.entries(files).map(([name, text]) => {
    const content = Buffer.from(text);
    const rest = Buffer.alloc(25);
    rest.writeUInt32LE(content.length, 0);
    rest.writeUInt32LE(content.length, 4);
    rest.writeUInt8(3, 8);
    rest.writeUInt32LE(crc32(content), 9);
    rest.writeUInt32LE(0x5a21_0000, 13);
    rest.writeUInt8(20, 17);
    rest.writeUInt8(0x30, 18);
    rest.writeUInt16LE(Buffer.byteLength(name), 19);
    rest.writeUInt32LE(0o100644, 21);
    return Buffer.concat([rarHeader(0x74, 0x8000, Buffer.concat([rest, Buffer.from(name)])), content]);
  });
  return Buffer.concat([start, main, ...entries, rarHeader(0x7b, 0x4000, Buffer.alloc(0))]);
}

function rarHeader(type: number, flags: number, rest: Buffer): Buffer {
  const header = Buffer.alloc(7);
  header.writeUInt8(type, 2);
  header.writeUInt16LE(flags, 3);
  header.writeUInt16LE(7 + rest.length, 5);
  const whole = Buffer.concat([header, rest]);
  whole.writeUInt16LE(crc32(whole.subarray(2)) & 0xffff, 0);
  return whole;
}

const SECTOR = 2048;
const ROOT_SECTOR = 18;

/** A disc (ISO 9660) of files at its root. */
export function makeDisc(files: Files): Uint8Array {
  const contents = Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) }));
  const disc = Buffer.alloc((ROOT_SECTOR + 1 + contents.length) * SECTOR);
  const volume = Buffer.concat([Buffer.from('\x01CD001\x01'), Buffer.alloc(SECTOR - 7)]);
  bothEnds(volume, 80, disc.length / SECTOR);
  volume.writeUInt16LE(1, 120);
  volume.writeUInt16BE(1, 122);
  volume.writeUInt16LE(1, 124);
  volume.writeUInt16BE(1, 126);
  volume.writeUInt16LE(SECTOR, 128);
  volume.writeUInt16BE(SECTOR, 130);
  discEntry('\0', ROOT_SECTOR, SECTOR, 2).copy(volume, 156);
  volume.copy(disc, 16 * SECTOR);
  disc.write('\xffCD001\x01', 17 * SECTOR, 'latin1');
  const entries = [discEntry('\0', ROOT_SECTOR, SECTOR, 2), discEntry('\x01', ROOT_SECTOR, SECTOR, 2)];
  for (const [index, { name, content }] of contents.entries()) {
    const sector = ROOT_SECTOR + 1 + index;
    entries.push(discEntry(`${name};1`, sector, content.length, 0));
    content.copy(disc, sector * SECTOR);
  }
  Buffer.concat(entries).copy(disc, ROOT_SECTOR * SECTOR);
  return disc;
}

function discEntry(name: string, sector: number, bytes: number, flags: number): Buffer {
  const length = 33 + name.length + (name.length % 2 === 0 ? 1 : 0);
  const entry = Buffer.alloc(length);
  entry.writeUInt8(length, 0);
  bothEnds(entry, 2, sector);
  bothEnds(entry, 10, bytes);
  entry.writeUInt8(flags, 25);
  entry.writeUInt16LE(1, 28);
  entry.writeUInt16BE(1, 30);
  entry.writeUInt8(name.length, 32);
  entry.write(name, 33, 'latin1');
  return entry;
}

/** ISO 9660 writes numbers forwards and backwards. */
function bothEnds(buffer: Buffer, at: number, value: number): void {
  buffer.writeUInt32LE(value, at);
  buffer.writeUInt32BE(value, at + 4);
}
