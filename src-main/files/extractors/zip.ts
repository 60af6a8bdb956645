import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';

import { decodeText } from '../encoding.ts';
import { failure } from '../reasons.ts';

/** A thousand-page document unpacks to 30 MB of XML. */
const UNPACKED_LIMIT = 200 * 1_048_576;
/** XML packs 10 to 30 times; a bomb a thousand times. */
const RATIO_LIMIT = 500;
/** Below this no ratio does harm. */
const RATIO_FROM = 10 * 1_048_576;
/** The largest books and workbooks have thousands; a hostile list has billions. */
const PART_LIMIT = 100_000;

/** Whether bytes begin as a ZIP does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** The wanted parts of a ZIP as text. */
export function unzipText(bytes: Uint8Array, wants: (name: string) => boolean): ReadonlyMap<string, string> {
  return new Map([...unzipParts(bytes, wants)].map(([name, part]) => [name, decodeText(part, 'utf-8')]));
}

/** The wanted parts of a ZIP; refuses one that unpacks without measure, before it unpacks anything. */
export function unzipParts(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  const isWithin = measure();
  const filter = (part: UnzipFileInfo): boolean => isWithin(part, wants(plainName(part.name)));
  return new Map(Object.entries(unzipSync(bytes, { filter })).map(([name, part]) => [plainName(name), part]));
}

/** Refuses a ZIP that another library will unpack as a whole. */
export function refuseBomb(bytes: Uint8Array): void {
  const isWithin = measure();
  unzipSync(bytes, { filter: (part) => isWithin(part, true) && false });
}

/** Adds up what is wanted of a ZIP; throws once that is without measure. */
function measure(): (part: UnzipFileInfo, isWanted: boolean) => boolean {
  let total = 0;
  let count = 0;
  return ({ size, originalSize }, isWanted) => {
    if (++count > PART_LIMIT) throw failure('ARCHIVE_TOO_LARGE');
    if (!isWanted) return false;
    total += originalSize;
    if (total > UNPACKED_LIMIT || isBomb(size, originalSize)) throw failure('ARCHIVE_TOO_LARGE');
    return true;
  };
}

/** Whether a part unpacks further than any document does. */
export function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > RATIO_FROM && unpacked > packed * RATIO_LIMIT;
}

/** The names of all parts; none where the file is no whole ZIP. */
export function zipNames(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  try {
    unzipParts(bytes, (name) => names.push(name) < 0);
  } catch {
    return [];
  }
  return names;
}

/** Some programs write the separators of Windows, or begin at a root. */
function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}
