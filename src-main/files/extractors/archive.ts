import type { DocumentKey } from '../document-key.ts';
import type { Extraction, Extractor, Part } from '../extraction.ts';
import { failure } from '../reasons.ts';
import { packedParts, unpackedStream } from './archive-packed.ts';
import { isTar, tarParts } from './archive-tar.ts';
import { zipParts } from './archive-zip.ts';
import { unpacked } from './unpack.ts';

const EMPTY = { title: null, blocks: [], fields: {}, dataLike: false, shortfall: null } as const;

/** What an archive holds; it has no words of its own. Nothing is ever written anywhere. */
export const archiveExtractor: Extractor = {
  format: 'archive',
  async extract(bytes, name, _readInner, key): Promise<Extraction> {
    return { ...EMPTY, parts: await partsOf(bytes, name, key) };
  },
};

async function partsOf(
  bytes: Uint8Array,
  name: string,
  key: DocumentKey,
): Promise<Iterable<Part> | AsyncIterable<Part>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return zipParts(bytes, key);
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
