import { failure } from '../reasons.ts';
import { varintAt } from './protobuf.ts';

/** Copies repeat at most 64 bytes with three of their own: no honest block unpacks further. */
const RATIO_LIMIT = 32;

/** The bytes within one block of Snappy (google/snappy, format_description.txt). Throws FILE_BROKEN. */
export function unpackSnappy(packed: Uint8Array): Uint8Array {
  const stated = varintAt(packed, 0);
  if (stated === null) throw failure('FILE_BROKEN');
  const reader = { bytes: packed, at: stated.end };
  const length = stated.value;
  if (length > packed.length * RATIO_LIMIT + 64) throw failure('FILE_BROKEN');
  const unpacked = new Uint8Array(length);
  let end = 0;
  while (reader.at < packed.length && end < length) {
    const tag = next(reader);
    if ((tag & 3) === 0) {
      const count = literalLength(reader, tag >> 2);
      unpacked.set(packed.subarray(reader.at, reader.at + Math.min(count, length - end)), end);
      reader.at += count;
      end += count;
    } else {
      const { count, offset } = copyOf(reader, tag);
      if (offset === 0 || offset > end) throw failure('FILE_BROKEN');
      const last = Math.min(end + count, length);
      for (; end < last; end++) unpacked[end] = unpacked[end - offset] ?? 0;
    }
  }
  return unpacked;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function next(reader: Reader): number {
  const byte = reader.bytes[reader.at];
  if (byte === undefined) throw failure('FILE_BROKEN');
  reader.at++;
  return byte;
}

function little(reader: Reader, bytes: number): number {
  let value = 0;
  for (let at = 0; at < bytes; at++) value += next(reader) * 2 ** (8 * at);
  return value;
}

/** Short ones stand in the tag; of longer ones the tag says how many bytes tell them. */
function literalLength(reader: Reader, tag: number): number {
  return (tag < 60 ? tag : little(reader, tag - 59)) + 1;
}

function copyOf(reader: Reader, tag: number): { readonly count: number; readonly offset: number } {
  if ((tag & 3) === 1) return { count: ((tag >> 2) & 7) + 4, offset: (tag >> 5) * 256 + next(reader) };
  return { count: (tag >> 2) + 1, offset: little(reader, (tag & 3) === 2 ? 2 : 4) };
}
