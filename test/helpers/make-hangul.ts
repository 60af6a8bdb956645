import { deflateRawSync } from 'node:zlib';

import { makeCompound } from './make-compound.ts';

/** The bits of the header that say how an old document lies there: packed, and locked. */
export const [HANGUL_PACKED, HANGUL_LOCKED] = [1, 2];
const PARAGRAPH_TEXT = 67;

/** An old Hangul document (HWP 5.0) of one paragraph. */
export function makeHangul(paragraph: string, flags: number = HANGUL_PACKED): Uint8Array {
  const letters = Buffer.from(paragraph, 'utf16le');
  const record = Buffer.alloc(4);
  record.writeUInt32LE(PARAGRAPH_TEXT | (letters.length << 20));
  const header = Buffer.alloc(256);
  header.writeUInt32LE(flags, 36);
  return makeCompound({
    FileHeader: header,
    'BodyText/Section0': deflateRawSync(Buffer.concat([record, letters])),
  });
}
