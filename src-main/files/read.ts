import { createHash } from 'node:crypto';

import { detectFormat, isCompound } from './detect.ts';
import { isLocked, noKey, type DocumentKey } from './document-key.ts';
import type { Extraction, InnerFile, ReadInner } from './extraction.ts';
import { extractorFor } from './extractors.ts';
import { formatNamed, isPlain } from './formats.ts';
import { readParts, type ReadPart } from './parts.ts';
import { InnerBounds } from './inner-bounds.ts';
import { reasonFor, shortfall } from './reasons.ts';

/** Ten times the longest novel; what lies beyond is a dump of a program. */
export const TEXT_BYTES_READ = 50 * 1_048_576;
/** 128 bits tell any two files of one library apart. */
const HASH_BYTES = 16;
/** Joins the hash of what a password opened. */
const OPENED = Buffer.from('opened');

export interface ReadOptions {
  /** Bytes of a text that are read; the rest is a shortfall. */
  readonly textBytes?: number;
  /** Opens what is locked. */
  readonly key?: DocumentKey;
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

/** Reads the bytes of one file. Every failure is an InklingError with a code of `reasons.ts`. */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<ReadDocument> {
  const content = await readContent(bytes, name, options);
  const { extraction } = content;
  if (extraction.parts === undefined) return { ...content, parts: [] };
  const { parts, lack } = await readParts(extraction.parts, (part, path) =>
    readContent(part, path, { key: options.key ?? noKey() }),
  );
  const cut = lack === null ? null : shortfall(lack);
  return { ...content, extraction: { ...extraction, shortfall: extraction.shortfall ?? cut }, parts };
}

async function readContent(bytes: Uint8Array, name: string, options: ReadOptions): Promise<ReadContent> {
  // Before it is extracted: some libraries take the bytes away with them.
  const hash = hashContent(bytes);
  const { key = noKey() } = options;
  const before = key.opened;
  const read = await extractDocument(bytes, name, { ...options, key });
  // The same bytes hold more once they are opened.
  return { ...read, contentHash: key.opened > before ? hashContent(Buffer.concat([hash, OPENED])) : hash };
}

/** Detects and extracts bytes already at hand, such as a test's text. */
export async function extractDocument(
  bytes: Uint8Array,
  name: string,
  { textBytes = TEXT_BYTES_READ, key = noKey() }: ReadOptions = {},
): Promise<{ format: string; extraction: Extraction }> {
  return extractWithin({ bytes, name }, { textBytes, key }, new InnerBounds());
}

type Reading = Required<ReadOptions>;

async function extractWithin(
  file: InnerFile,
  reading: Reading,
  bounds: InnerBounds,
): Promise<{ format: string; extraction: Extraction }> {
  try {
    return await extractPlain(file, reading, bounds);
  } catch (thrown) {
    if (!isLocked(reasonFor(thrown)) || !isCompound(file.bytes)) throw thrown;
    const { decryptOffice, openUnasked } = await import('./decrypt-office.ts');
    const unasked = await openUnasked(file.bytes);
    if (unasked === null && !reading.key.isGiven) throw thrown;
    const bytes = unasked ?? (await decryptOffice(file.bytes, reading.key));
    return extractPlain({ ...file, bytes }, reading, bounds);
  }
}

async function extractPlain(
  { bytes, name }: InnerFile,
  reading: Reading,
  bounds: InnerBounds,
): Promise<{ format: string; extraction: Extraction }> {
  const { textBytes, key } = reading;
  const format = detectFormat(bytes, name);
  const isCut = isPlain(formatNamed(format)) && bytes.length > textBytes;
  const readInner = innerReader(reading, bounds);
  try {
    const whole = isCut ? cutAtLine(bytes, textBytes) : bytes;
    const extractor = await extractorFor(format);
    const extraction = await extractor.extract(whole, name, readInner, key);
    return { format, extraction: isCut ? { ...extraction, shortfall: shortfall('TEXT_CUT') } : extraction };
  } catch (thrown) {
    throw reasonFor(thrown);
  }
}

/** Extractors cannot import this file, which imports them all: they are handed the way to read what stands inside. */
function innerReader(reading: Reading, bounds: InnerBounds): ReadInner {
  return async (file) => {
    try {
      const inner = bounds.enter(file.bytes.length);
      return (await extractWithin(file, reading, inner)).extraction;
    } catch (thrown) {
      return reasonFor(thrown);
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
