import { unzipSync } from 'fflate';

import type { DocumentKey } from '../document-key.ts';
import type { Part } from '../extraction.ts';
import { failure } from '../reasons.ts';
import type { ZipOpener } from './locked-zip.ts';
import { isBomb } from './zip.ts';

const MOST_PARTS = 20_000;
const LOCKED = 'It is protected by a password.';

interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
  readonly isLocked: boolean;
}

/** The files in a ZIP, each unpacked when its turn comes. */
export function* zipParts(bytes: Uint8Array, key: DocumentKey): Generator<Part> {
  const locked = lockedZip(bytes, key);
  for (const [index, entry] of entriesOf(bytes).entries()) {
    const open = (): Promise<Uint8Array> | Uint8Array => {
      if (isBomb(entry.packed, entry.size)) throw failure('ARCHIVE_TOO_LARGE');
      return entry.isLocked ? locked(index) : unzipOne(bytes, entry, index);
    };
    if (!entry.name.endsWith('/')) yield { path: entry.name, size: entry.size, open };
  }
}

/** Opens the locked entries of a ZIP by their place; what the library needs is loaded with the first of them. */
function lockedZip(bytes: Uint8Array, key: DocumentKey): (index: number) => Promise<Uint8Array> {
  let opener: Promise<ZipOpener> | null = null;
  return (index) =>
    key.open(async (password) => {
      opener ??= import('./locked-zip.ts').then(({ openZip }) => openZip(bytes));
      return (await opener)(index, password);
    }, LOCKED);
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const locks = locksOf(bytes);
  const entries: Entry[] = [];
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      const isLocked = locks[entries.length] === true;
      if (entries.length < MOST_PARTS) entries.push({ name, packed: size, size: originalSize, isLocked });
      return false;
    },
  });
  return entries;
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06');
const DIRECTORY_ENTRY = 0x0201_4b50;
const ENTRY_BYTES = 46;

/** Of each entry of the directory whether a password locks it: the library says nothing of it (APPNOTE 4.4.4, bit 0). */
function locksOf(bytes: Uint8Array): boolean[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = file.lastIndexOf(END_OF_DIRECTORY);
  const locks: boolean[] = [];
  if (end < 0 || end + 20 > file.length) return locks;
  for (let at = file.readUInt32LE(end + 16); at + ENTRY_BYTES <= end;) {
    if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) break;
    locks.push((file.readUInt16LE(at + 8) & 1) === 1);
    at += ENTRY_BYTES + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return locks;
}

/** By its place: a ZIP may hold one name twice. */
function unzipOne(bytes: Uint8Array, { name }: Entry, index: number): Uint8Array {
  let place = -1;
  const only = (): boolean => {
    place += 1;
    return place === index;
  };
  try {
    const part = unzipSync(bytes, { filter: only })[name];
    if (part !== undefined) return part;
  } catch {
    // Damaged, or packed in a way that nobody uses.
  }
  throw failure('FILE_BROKEN');
}
