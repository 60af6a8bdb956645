import type { DocumentKey } from '../document-key.ts';
import type { Part } from '../extraction.ts';
import { failure } from '../reasons.ts';
import { SevenZipArchive } from './seven-zip.ts';
import type { PackedFile } from './seven-zip.ts';

/** Where an archive says what it is, and what 7-Zip calls it. */
const KINDS: readonly (readonly [mark: string, at: number, type: string])[] = [
  ['7z\xbc\xaf', 0, '7z'],
  ['Rar!\x1a\x07\x01', 0, 'rar5'],
  ['Rar!', 0, 'rar'],
  ['MSCF', 0, 'cab'],
  ['CD001', 32_769, 'iso'],
  ['BEA01', 32_769, 'udf'],
  ['-lh', 2, 'lzh'],
  ['\x60\xea', 0, 'arj'],
  ['07070', 0, 'cpio'],
];
/** One file, packed alone. */
const STREAMS: readonly (readonly [mark: string, type: string])[] = [
  ['\xfd7zXZ', 'xz'],
  ['\x5d\0\0', 'lzma'],
  ['\x1f\x9d', 'Z'],
];
const LATEST_MARK = 32_774;
const MEGABYTE = 1_048_576;
/** Files unpacked at once: an archive may be one stream, which is then gone through seldom. */
const BATCH_BYTES = 50 * MEGABYTE;
const BATCH_FILES = 1_000;
/** Larger parts are refused without unpacking them. */
const FILE_BYTES = 50 * MEGABYTE;
const STREAM_BYTES = 120 * MEGABYTE;

/** The files of an archive that 7-Zip reads; null where it is none. */
export function packedParts(bytes: Uint8Array, key: DocumentKey): AsyncGenerator<Part> | null {
  const start = startOf(bytes);
  const type = KINDS.find(([mark, at]) => start.startsWith(mark, at))?.[2];
  return type === undefined ? null : partsOf(bytes, type, key);
}

/** The bytes within xz, lzma or Unix's compress; null where it is none of them. Throws ARCHIVE_TOO_LARGE, FILE_BROKEN. */
export async function unpackedStream(bytes: Uint8Array): Promise<Uint8Array | null> {
  const start = startOf(bytes);
  const type = STREAMS.find(([mark]) => start.startsWith(mark))?.[1];
  if (type === undefined) return null;
  const archive = await SevenZipArchive.open({ bytes, type });
  const [content] = archive.unpack(null, STREAM_BYTES).values();
  if (content === undefined) throw failure('FILE_BROKEN');
  return content;
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', 0, LATEST_MARK);
}

async function* partsOf(bytes: Uint8Array, type: string, key: DocumentKey): AsyncGenerator<Part> {
  const archive = await SevenZipArchive.open({ bytes, type, password: key.password });
  const files = archive.list();
  for (const batch of batchesOf(files)) {
    const paths = batch.filter((file) => isUnpacked(file, key)).map(({ path }) => path);
    const unpacked =
      paths.length === 0 ? new Map<string, Uint8Array>() : archive.unpack(paths, BATCH_BYTES * 2);
    for (const file of batch) {
      yield { path: file.path, size: file.size ?? 0, open: () => contentOf(file, unpacked, key) };
    }
  }
}

function isUnpacked({ size, isLocked }: PackedFile, key: DocumentKey): boolean {
  return (!isLocked || key.isGiven) && (size ?? 0) <= FILE_BYTES;
}

async function contentOf(
  file: PackedFile,
  unpacked: ReadonlyMap<string, Uint8Array>,
  key: DocumentKey,
): Promise<Uint8Array> {
  const content = unpacked.get(file.path);
  const isWhole = content !== undefined && content.length === (file.size ?? content.length);
  const take = (code: 'PASSWORD_WRONG' | 'FILE_BROKEN'): Uint8Array => {
    if (!isWhole) throw failure(code);
    return content;
  };
  return file.isLocked ? key.open(() => take('PASSWORD_WRONG')) : take('FILE_BROKEN');
}

function* batchesOf(files: readonly PackedFile[]): Generator<PackedFile[]> {
  let batch: PackedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    const size = (file.size ?? 0) <= FILE_BYTES ? (file.size ?? 0) : 0;
    if (batch.length === BATCH_FILES || (bytes + size > BATCH_BYTES && batch.length > 0)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
