import { strFromU8, unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';

import { failure } from '../reasons.ts';

/** A thousand-page document unpacks to 30 MB of XML. */
const UNPACKED_LIMIT = 200 * 1_048_576;
/** XML packs 10 to 30 times; a bomb a thousand times. */
const RATIO_LIMIT = 500;
/** Below this no ratio does harm. */
const RATIO_FROM = 10 * 1_048_576;

/** The wanted parts of a ZIP as text; refuses one that unpacks without measure, before it unpacks anything. */
export function unzipText(bytes: Uint8Array, wants: (name: string) => boolean): ReadonlyMap<string, string> {
  let total = 0;
  const filter = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    if (!wants(name)) return false;
    total += originalSize;
    const isBomb = originalSize > RATIO_FROM && originalSize > size * RATIO_LIMIT;
    if (total > UNPACKED_LIMIT || isBomb) throw failure('ARCHIVE_TOO_LARGE');
    return true;
  };
  return new Map(Object.entries(unzipSync(bytes, { filter })).map(([name, part]) => [name, strFromU8(part)]));
}
