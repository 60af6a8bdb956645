import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';

import Bunzip from 'seek-bzip';

import { failure } from '../reasons.ts';

/** What one file may unpack to: a reader has 512 MB for everything. */
const UNPACKED_LIMIT = 150 * 1_048_576;
const FIRST_ROOM = 1_048_576;

/** The bytes within gzip, bzip2 or Zstandard; null where it is none of them. Throws ARCHIVE_TOO_LARGE, FILE_BROKEN. */
export function unpacked(bytes: Uint8Array): Uint8Array | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString('latin1');
  if (start.startsWith('\x1f\x8b')) return bounded(() => gunzipSync(bytes, BOUNDS));
  if (start === '\x28\xb5\x2f\xfd') return bounded(() => zstdDecompressSync(bytes, ZSTD_BOUNDS));
  if (start.startsWith('BZh')) return bounded(() => bunzip(bytes));
  return null;
}

/** A file cut off is read as far as it goes. */
const BOUNDS = { maxOutputLength: UNPACKED_LIMIT, finishFlush: constants.Z_SYNC_FLUSH };
const ZSTD_BOUNDS = { maxOutputLength: UNPACKED_LIMIT };

/** Throws ARCHIVE_TOO_LARGE where the bound of Node's own unpacking is met. */
export function bounded<Bytes extends Uint8Array>(unpack: () => Bytes): Bytes {
  try {
    return unpack();
  } catch (thrown) {
    const isTooLarge = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? failure('ARCHIVE_TOO_LARGE') : thrown;
  }
}

function bunzip(bytes: Uint8Array): Uint8Array {
  let room = Buffer.alloc(FIRST_ROOM);
  let length = 0;
  Bunzip.decode(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    {
      writeByte: (byte) => {
        if (length === UNPACKED_LIMIT) throw failure('ARCHIVE_TOO_LARGE');
        if (length === room.length) room = Buffer.concat([room, Buffer.alloc(room.length)]);
        room[length] = byte;
        length += 1;
      },
      flush: () => undefined,
    },
    true,
  );
  return room.subarray(0, length);
}
