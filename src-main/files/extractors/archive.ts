import type { DocumentKey } from '../document-key.ts';
import type { Extraction, Extractor, Part } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { packedParts, unpackedStream } from './archive-packed.ts';
import { isTar, tarParts } from './archive-tar.ts';
import { zipParts } from './archive-zip.ts';
import { unpacked } from './unpack.ts';
import { isZip } from './zip.ts';

/** What an archive holds; it has no words of its own. Nothing is ever written anywhere. */
export const archiveExtractor: Extractor = {
  format: 'archive',
  async extract(bytes, name, _readInner, key): Promise<Extraction> {
    return { ...new Outline().finish(), parts: await partsOf(bytes, name, key) };
  },
};

async function partsOf(
  bytes: Uint8Array,
  name: string,
  key: DocumentKey,
): Promise<Iterable<Part> | AsyncIterable<Part>> {
  if (isZip(bytes)) return zipParts(bytes, key);
  if (isTar(bytes)) return tarParts(bytes);
  const packed = packedParts(bytes, key);
  if (packed !== null) return packed;
  const inner = unpacked(bytes) ?? (await unpackedStream(bytes));
  if (inner === null) throw failure('FILE_BROKEN');
  return isTar(inner) ? tarParts(inner) : [wholePart(inner, name)];
}

const PACKED_ENDING = /(?<=.)\.(?:gz|bz2|zst|xz|lzma|z)$/i;

/** One packed file: `notes.txt.gz` holds `notes.txt`. */
function wholePart(bytes: Uint8Array, name: string): Part {
  const path = name.slice(name.lastIndexOf('/') + 1).replace(PACKED_ENDING, '');
  return { path, size: bytes.length, open: () => bytes };
}
