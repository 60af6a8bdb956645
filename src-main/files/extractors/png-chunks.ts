import { inflateSync } from 'node:zlib';

/** Text of one chunk that is kept once unpacked; a hostile chunk unpacks without end. */
const TEXT_LIMIT = 2_000_000;
const CHUNK_LIMIT = 10_000;
const SIGNATURE_BYTES = 8;
/** Length, name and checksum of a chunk. */
const FRAME_BYTES = 12;

export interface PngParts {
  /** Keyword → text, as the PNG specification names them: Title, Author, Description, … */
  readonly texts: ReadonlyMap<string, string>;
  readonly exif: Uint8Array | null;
}

/** The words of a PNG stand in chunks of text, plain or packed. */
export function readPngChunks(bytes: Uint8Array): PngParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts = new Map<string, string>();
  let exif: Uint8Array | null = null;
  let at = SIGNATURE_BYTES;
  for (let count = 0; at + FRAME_BYTES <= file.length && count < CHUNK_LIMIT; count++) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (kind === 'eXIf') exif = data;
    else if (kind.endsWith('Xt') || kind === 'tEXt') addText(kind, data, texts);
    at += FRAME_BYTES + length;
  }
  return { texts, exif };
}

function addText(kind: string, data: Buffer, texts: Map<string, string>): void {
  const keyEnd = data.indexOf(0);
  if (keyEnd <= 0) return;
  const text = textOf(kind, data.subarray(keyEnd + 1));
  const key = data.toString('latin1', 0, keyEnd);
  if (text !== '' && !texts.has(key)) texts.set(key, text);
}

function textOf(kind: string, data: Buffer): string {
  if (kind === 'tEXt') return data.subarray(0, TEXT_LIMIT).toString('latin1');
  if (kind === 'zTXt') return inflate(data.subarray(1)).toString('latin1');
  if (kind !== 'iTXt') return '';
  const isPacked = data[0] === 1;
  const languageEnd = data.indexOf(0, 2);
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return '';
  const text = data.subarray(translatedEnd + 1);
  return (isPacked ? inflate(text) : text.subarray(0, TEXT_LIMIT)).toString('utf8');
}

function inflate(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: TEXT_LIMIT });
  } catch {
    return Buffer.alloc(0);
  }
}
