import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { failure } from './reasons.ts';

const MEGABYTE = 1_048_576;
/** Larger files hold pictures or recordings, hardly ever words; one fits a process's memory with its parts unpacked. */
export const DEFAULT_MAX_BYTES = 200 * MEGABYTE;
/** Never wait on a FIFO, never follow a link that took a file's place. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** Larger files lie in blocks of their own wherever they are kept. */
const LARGEST_WITHOUT_BLOCKS = 65_536;

/** A file that is open to be read; every failure is an InklingError with a code of `reasons.ts`. */
export interface OpenFile {
  /** Without its folder. */
  readonly name: string;
  /** Bytes it had when it was opened: what it grows by since is left for the next look. */
  readonly size: number;
  /** So many bytes from a place on; fails where the file became shorter. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a regular file whose content is on this computer. */
export async function openFile(path: string, maxBytes: number = DEFAULT_MAX_BYTES): Promise<OpenFile> {
  const handle = await knownFailure(open(path, OPEN_FLAGS));
  try {
    const { size } = readable(await knownFailure(handle.stat()), maxBytes);
    return {
      name: basename(path),
      size,
      read: (at, length) => knownFailure(readAll(handle, at, length)),
      close: () => handle.close().catch(() => undefined),
    };
  } catch (thrown) {
    await handle.close().catch(() => undefined);
    throw thrown;
  }
}

/** Another for every change of a regular file; fails as opening it would. */
export async function fileState(path: string): Promise<string> {
  const stats = await knownFailure(lstat(path));
  if (!stats.isFile()) throw failure('NOT_A_FILE');
  return `${stats.size} ${stats.mtimeMs}`;
}

function readable(stats: Stats, maxBytes: number): Stats {
  if (!stats.isFile()) throw failure('NOT_A_FILE');
  // Before where it lies: nobody should fetch a file that is not read then either.
  if (stats.size > maxBytes) throw failure('FILE_TOO_LARGE', tooLarge(stats.size, maxBytes));
  if (isElsewhere(stats)) throw failure('NOT_HERE');
  return stats;
}

/**
 * A placeholder of a cloud drive says how large its file is and has not one block of it: to read it would fetch it. So
 * says a file that is one hole, and has nothing to read either. Windows counts no blocks.
 */
function isElsewhere({ size, blocks }: Stats): boolean {
  return process.platform !== 'win32' && blocks === 0 && size > LARGEST_WITHOUT_BLOCKS;
}

async function readAll(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  // Not out of Node's pool: a message to another process may carry all of the memory it lies in.
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
  for (let at = 0; at < length;) {
    const { bytesRead } = await handle.read(bytes, at, length - at, from + at);
    if (bytesRead === 0) throw failure('FILE_VANISHED', 'The file became shorter while Inkling read it.');
    at += bytesRead;
  }
  return bytes;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}

function tooLarge(size: number, maxBytes: number): string {
  return `The file has ${megabytes(size)}; Inkling reads files of up to ${megabytes(maxBytes)}.`;
}

async function knownFailure<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof InklingError) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE') throw failure('FILE_VANISHED');
    if (code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR') throw failure('NOT_A_FILE');
    throw failure('FILE_UNREADABLE');
  }
}
