import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { basename } from 'node:path';

import { InklingError, normaliseError } from '../lib/errors.ts';
import { detectFormat } from './detect.ts';
import type { Extraction, InnerFile, ReadInner } from './extraction.ts';
import { extractorFor } from './extractors.ts';
import { formatNamed, isPlain } from './formats.ts';
import { readParts, type ReadPart } from './parts.ts';
import { InnerBounds } from './inner-bounds.ts';
import { failure, shortfall } from './reasons.ts';

const MEGABYTE = 1_048_576;
/** Larger files hold pictures or recordings, hardly ever words; one fits a process's memory with its parts unpacked. */
export const DEFAULT_MAX_BYTES = 200 * MEGABYTE;
/** Ten times the longest novel; what lies beyond is a dump of a program. */
export const TEXT_BYTES_READ = 50 * MEGABYTE;
/** Families of which any beginning can be read; others are whole or broken. */
/** 128 bits tell any two files of one library apart. */
const HASH_BYTES = 16;
/** Never wait on a FIFO, never follow a link that took a file's place. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface ReadLimits {
  readonly maxBytes?: number;
  /** Bytes of a text that are read; the rest is a shortfall. */
  readonly textBytes?: number;
}

export interface ReadContent {
  readonly format: string;
  readonly extraction: Extraction;
  /** First 16 bytes of the SHA-256 of the bytes. */
  readonly contentHash: Uint8Array;
}

/** A file with what it holds; where parts are left out its extraction says so. */
export interface ReadDocument extends ReadContent {
  readonly parts: readonly ReadPart[];
}

/** Reads one file whole. Every failure is an InklingError with a code of `reasons.ts`. */
export async function readDocument(path: string, limits: ReadLimits = {}): Promise<ReadDocument> {
  const bytes = readBytes(path, limits.maxBytes);
  const content = await readContent(bytes, basename(path), limits.textBytes);
  const { extraction } = content;
  if (extraction.parts === undefined) return { ...content, parts: [] };
  const { parts, lack } = await readParts(extraction.parts, readContent);
  const cut = lack === null ? null : shortfall(lack);
  return { ...content, extraction: { ...extraction, shortfall: extraction.shortfall ?? cut }, parts };
}

async function readContent(bytes: Uint8Array, name: string, textBytes?: number): Promise<ReadContent> {
  // Before it is extracted: some libraries take the bytes away with them.
  const contentHash = hashContent(bytes);
  return { ...(await extractDocument(bytes, name, textBytes)), contentHash };
}

/** Detects and extracts bytes already at hand, such as a test's text. */
export async function extractDocument(
  bytes: Uint8Array,
  name: string,
  textBytes: number = TEXT_BYTES_READ,
): Promise<{ format: string; extraction: Extraction }> {
  return extractWithin({ bytes, name }, textBytes, new InnerBounds());
}

async function extractWithin(
  { bytes, name }: InnerFile,
  textBytes: number,
  bounds: InnerBounds,
): Promise<{ format: string; extraction: Extraction }> {
  const format = detectFormat(bytes, name);
  const isCut = isPlain(formatNamed(format)) && bytes.length > textBytes;
  const readInner = innerReader(textBytes, bounds);
  try {
    const whole = isCut ? cutAtLine(bytes, textBytes) : bytes;
    const extractor = await extractorFor(format);
    const extraction = await extractor.extract(whole, name, readInner);
    return { format, extraction: isCut ? { ...extraction, shortfall: shortfall('TEXT_CUT') } : extraction };
  } catch (thrown) {
    throw thrown instanceof InklingError ? thrown : failure('FILE_BROKEN');
  }
}

/** Extractors cannot import this file, which imports them all: they are handed the way to read what stands inside. */
function innerReader(textBytes: number, bounds: InnerBounds): ReadInner {
  return async (file) => {
    try {
      const inner = bounds.enter(file.bytes.length);
      return (await extractWithin(file, textBytes, inner)).extraction;
    } catch (thrown) {
      return normaliseError(thrown);
    }
  };
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
export function readBytes(path: string, maxBytes: number = DEFAULT_MAX_BYTES): Uint8Array {
  const descriptor = openFile(path);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw failure('NOT_A_FILE');
    if (isElsewhere(stat)) throw failure('NOT_HERE');
    if (stat.size > maxBytes) throw failure('FILE_TOO_LARGE', tooLarge(stat.size, maxBytes));
    return readAll(descriptor, stat.size);
  } catch (thrown) {
    throw systemFailure(thrown);
  } finally {
    closeSync(descriptor);
  }
}

/** Larger files lie in blocks of their own wherever they are kept. */
const LARGEST_WITHOUT_BLOCKS = 65_536;

/**
 * A placeholder of a cloud drive says how large its file is and has not one block of it: to read it would fetch it. So
 * says a file that is one hole, and has nothing to read either. Windows counts no blocks.
 */
function isElsewhere({ size, blocks }: Stats): boolean {
  return process.platform !== 'win32' && blocks === 0 && size > LARGEST_WITHOUT_BLOCKS;
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
