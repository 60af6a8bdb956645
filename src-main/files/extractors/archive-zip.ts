import { unzipSync } from 'fflate';

import type { Part } from '../extraction.ts';
import { failure } from '../reasons.ts';

/** Of one part; packed further than any document packs it is a bomb. */
const PART_LIMIT = 50 * 1_048_576;
const RATIO_LIMIT = 500;
const RATIO_FROM = 10 * 1_048_576;
const MOST_PARTS = 20_000;

interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
}

/** The files in a ZIP, each unpacked when its turn comes. */
export function* zipParts(bytes: Uint8Array): Generator<Part> {
  for (const [index, entry] of entriesOf(bytes).entries()) {
    if (!entry.name.endsWith('/'))
      yield { path: entry.name, size: entry.size, open: () => unzipOne(bytes, entry, index) };
  }
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      if (entries.length < MOST_PARTS) entries.push({ name, packed: size, size: originalSize });
      return false;
    },
  });
  return entries;
}

/** By its place: a ZIP may hold one name twice. */
function unzipOne(bytes: Uint8Array, { name, packed, size }: Entry, index: number): Uint8Array {
  const isBomb = size > RATIO_FROM && size > packed * RATIO_LIMIT;
  if (size > PART_LIMIT || isBomb) throw failure('ARCHIVE_TOO_LARGE');
  let place = -1;
  const found = unzipSync(bytes, {
    filter: () => {
      place += 1;
      return place === index;
    },
  });
  const part = found[name];
  if (part === undefined) throw failure('FILE_BROKEN');
  return part;
}
