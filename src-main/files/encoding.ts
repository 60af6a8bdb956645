import { analyse } from 'chardet';
import { decode, encodingExists } from 'iconv-lite';

/** Enough to tell an encoding; telling it from a whole book takes as long as reading the book. */
const SAMPLE_BYTES = 65_536;
/** A byte order mark and the encoding it states; the longer marks first. */
const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Holds every letter of ASCII and of ISO 8859-1. */
export const WESTERN = 'windows-1252';
/** With fewer bytes beyond ASCII no statistics of letters hold, and most such texts are western. */
const LETTERS_TO_GUESS = 8;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');

/** The text of bytes: by mark, strict UTF-8, UTF-16 by its NUL bytes, `declared`, and at last by its letters. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const marked = markedEncoding(bytes);
  if (marked !== null) return decodeAs(bytes, marked);
  const wide = wideEncoding(bytes);
  if (wide !== null) return decodeAs(bytes, wide);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decodeAs(bytes, legacyEncoding(bytes, declared));
  }
}

/** The encoding that Windows gives a number; null for one that is not known. */
export function encodingOfCodePage(page: number): string | null {
  if (page === 65_001) return 'utf-8';
  if (page === 10_000) return 'macintosh';
  // ASCII and ISO 8859-1.
  if (page === 20_127 || page === 28_591) return WESTERN;
  return encodingExists(`cp${page}`) ? `cp${page}` : null;
}

export function markedEncoding(bytes: Uint8Array): string | null {
  return MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? null;
}

/** UTF-16 without a mark: text of any language has blanks and line ends, whose other byte is NUL on one side only. */
export function wideEncoding(bytes: Uint8Array): string | null {
  const end = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (bytes.subarray(0, end).indexOf(0) < 0) return null;
  let [little, big, pairs] = [0, 0, 0];
  for (let at = 0; at < end; at += 2, pairs++) {
    if (isAsciiText(bytes[at]) && bytes[at + 1] === 0) little++;
    if (bytes[at] === 0 && isAsciiText(bytes[at + 1])) big++;
    if (bytes[at] === 0 && bytes[at + 1] === 0) return null;
  }
  const least = Math.max(1, pairs / 20);
  if (little >= least && big === 0) return 'utf-16le';
  return big >= least && little === 0 ? 'utf-16be' : null;
}

function isAsciiText(byte: number | undefined): boolean {
  return (
    byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09)
  );
}

function legacyEncoding(bytes: Uint8Array, declared: string | undefined): string {
  if (declared !== undefined && encodingExists(declared)) return declared;
  if (isNearlyUtf8(bytes)) return 'utf-8';
  if (countHigh(bytes) < LETTERS_TO_GUESS) return WESTERN;
  const guesses = analyse(bytes.subarray(0, SAMPLE_BYTES));
  const usable = guesses.find(({ name }) => encodingExists(name) && !name.startsWith('UTF'));
  // Windows-1252 holds every printable character of ISO-8859-1 and more: browsers read it so too.
  return usable === undefined || usable.name === 'ISO-8859-1' ? WESTERN : usable.name;
}

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes.subarray(0, SAMPLE_BYTES)) if (byte > 0x7f) count++;
  return count;
}

/** A damaged or cut UTF-8 file: few bytes are wrong among many letters beyond ASCII that are right. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = lenientUtf8.decode(bytes.subarray(0, SAMPLE_BYTES));
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  const right = text.match(/[\x80-\ufffc]/g)?.length ?? 0;
  return right > 10 * wrong;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-8') return lenientUtf8.decode(bytes);
  return decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}
