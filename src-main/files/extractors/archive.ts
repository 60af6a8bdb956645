import type { DocumentKey } from '../document-key.ts';
import type { Extraction, Extractor, Part } from '../extraction.ts';
import { failure } from '../reasons.ts';
import { isTar, tarParts } from './archive-tar.ts';
import { zipParts } from './archive-zip.ts';
import { unpacked } from './unpack.ts';

const EMPTY = { title: null, blocks: [], fields: {}, dataLike: false, shortfall: null } as const;

/** What an archive holds; it has no words of its own. Nothing is ever written anywhere. */
export const archiveExtractor: Extractor = {
  format: 'archive',
  extract(bytes, name, _readInner, key): Extraction {
    return { ...EMPTY, parts: partsOf(bytes, name, key) };
  },
};

function partsOf(bytes: Uint8Array, name: string, key: DocumentKey): Iterable<Part> | AsyncIterable<Part> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return zipParts(bytes, key);
  if (isTar(bytes)) return tarParts(bytes);
  const inner = unpacked(bytes);
  if (inner === null) throw failure('FILE_BROKEN');
  return isTar(inner) ? tarParts(inner) : [wholePart(inner, name)];
}

/** One packed file: `notes.txt.gz` holds `notes.txt`. */
function wholePart(bytes: Uint8Array, name: string): Part {
  const path = name.slice(name.lastIndexOf('/') + 1).replace(/(?<=.)\.(?:gz|bz2|zst)$/i, '');
  return { path, size: bytes.length, open: () => bytes };
}
