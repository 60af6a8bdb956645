import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { detectFormat } from './detect.ts';
import type { Extraction } from './extraction.ts';
import { extractorFor } from './extractors.ts';
import { formatNamed, isPlain } from './formats.ts';
import { failure, shortfall } from './reasons.ts';

const MEGABYTE = 1_048_576;
/** Larger files hold pictures or recordings, hardly ever words; one fits a process's memory with its parts unpacked. */
export const DEFAULT_MAX_BYTES = 200 * MEGABYTE;
/** Ten times the longest novel; what lies beyond is a dump of a program. */
export const TEXT_BYTES_READ = 50 * MEGABYTE;
/** 128 bits tell any two files of one library apart. */
const HASH_BYTES = 16;
/** Never wait on a FIFO, never follow a link that took a file's place. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface ReadLimits {
  readonly maxBytes?: number;
  /** Bytes of a text that are read; the rest is a shortfall. */
  readonly textBytes?: number;
}

export interface ReadDocument {
  readonly format: string;
  readonly extraction: Extraction;
  /** First 16 bytes of the SHA-256 of the file's bytes. */
  readonly contentHash: Uint8Array;
}

/** Reads one file whole. Every failure is an InklingError with a code of `reasons.ts`. */
export async function readDocument(path: string, limits: ReadLimits = {}): Promise<ReadDocument> {
  const bytes = readBytes(path, limits.maxBytes ?? DEFAULT_MAX_BYTES);
  const contentHash = hashContent(bytes);
  const { format, extraction } = await extractDocument(
    bytes,
    basename(path),
    limits.textBytes ?? TEXT_BYTES_READ,
  );
  return { format, extraction, contentHash };
}

/** Detects and extracts bytes already at hand, such as a mail's attachment or a test's text. */
export async function extractDocument(
  bytes: Uint8Array,
  name: string,
  textBytes: number = TEXT_BYTES_READ,
): Promise<{ format: string; extraction: Extraction }> {
  const format = detectFormat(bytes, name);
  const isCut = isPlain(formatNamed(format)) && bytes.length > textBytes;
  try {
    const extraction = await extractorFor(format).extract(isCut ? cutAtLine(bytes, textBytes) : bytes, name);
    return { format, extraction: isCut ? { ...extraction, shortfall: shortfall('TEXT_CUT') } : extraction };
  } catch (thrown) {
    throw thrown instanceof InklingError ? thrown : failure('FILE_BROKEN');
  }
}

export function hashContent(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES));
}

/** Ends after a line, so that no character and no table row is cut through. */
function cutAtLine(bytes: Uint8Array, limit: number): Uint8Array {
  const lineEnd = bytes.lastIndexOf(0x0a, limit - 1);
  return bytes.subarray(0, lineEnd > limit / 2 ? lineEnd + 1 : limit);
}

/** Synchronous on purpose: it runs in a process that does nothing else, and is three times as fast on small files. */
function readBytes(path: string, maxBytes: number): Uint8Array {
  const descriptor = openFile(path);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw failure('NOT_A_FILE');
    if (stat.size > maxBytes) throw failure('FILE_TOO_LARGE', tooLarge(stat.size, maxBytes));
    return readAll(descriptor, stat.size);
  } catch (thrown) {
    throw systemFailure(thrown);
  } finally {
    closeSync(descriptor);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, OPEN_FLAGS);
  } catch (thrown) {
    throw systemFailure(thrown);
  }
}

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  for (let at = 0; at < size;) {
    const got = readSync(descriptor, bytes, at, size - at, at);
    if (got === 0) throw failure('FILE_VANISHED', 'The file became shorter while Inkling read it.');
    at += got;
  }
  return bytes;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}

function tooLarge(size: number, maxBytes: number): string {
  return `The file has ${megabytes(size)}; Inkling reads files of up to ${megabytes(maxBytes)}.`;
}

function systemFailure(thrown: unknown): InklingError {
  if (thrown instanceof InklingError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE') return failure('FILE_VANISHED');
  if (code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR') return failure('NOT_A_FILE');
  return failure('FILE_UNREADABLE');
}
