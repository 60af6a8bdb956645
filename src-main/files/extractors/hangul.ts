import { inflateRawSync } from 'node:zlib';

import { CompoundFile } from '../compound-file.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { byNumber } from './part-path.ts';
import { bounded } from './unpack.ts';
import { readXmlPart } from './xml-events.ts';
import { isZip, unzipParts } from './zip.ts';

const SECTION = /^Contents\/section\d+\.xml$/i;
const FLAGS_AT = 36;
const [PACKED, LOCKED, SEALED] = [1, 2, 4];
const PARAGRAPH_TEXT = 67;
const UNPACKED_LIMIT = 100 * 1_048_576;
/** Signs below a blank: these are one letter long, the others eight (HWP 5.0 specification, table 6). */
const SHORT_SIGNS: ReadonlySet<number> = new Set([0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31]);
const SIGN_LENGTH = 8;
const [TAB, LINE_END, BLANK] = [9, 10, 32];

/** Documents of Hancom's Hangul, old (a compound file) and new (a ZIP). */
export const hangulExtractor: Extractor = {
  format: 'hangul',
  extract(bytes: Uint8Array): Extraction {
    const outline = new Outline();
    const paragraphs = isZip(bytes) ? paragraphsOfZip(bytes) : paragraphsOfCompound(bytes);
    for (const paragraph of paragraphs) outline.block(cleanCharacters(paragraph));
    return outline.finish();
  },
};

function* paragraphsOfZip(bytes: Uint8Array): Generator<string> {
  const sections = [...unzipParts(bytes, (name) => SECTION.test(name))].toSorted(([left], [right]) =>
    byNumber(left, right),
  );
  if (sections.length === 0) throw failure('FILE_BROKEN');
  for (const [, section] of sections) yield* paragraphsOfSection(section);
}

/** Paragraphs lie within cells of tables, which lie within paragraphs: each ends with itself. */
function paragraphsOfSection(section: Uint8Array): string[] {
  const paragraphs: string[] = [];
  const open: string[] = [];
  let textDepth = 0;
  readXmlPart(section, {
    open: (name) => {
      if (name === 'p') open.push('');
      else if (name === 't') textDepth++;
      else if (name === 'lineBreak' || name === 'tab') add(open, name === 'tab' ? '\t' : '\n');
    },
    text: (words) => {
      if (textDepth > 0) add(open, words);
    },
    close: (name) => {
      if (name === 't') textDepth--;
      else if (name === 'p') paragraphs.push(open.pop() ?? '');
    },
  });
  return paragraphs;
}

function add(open: string[], words: string): void {
  open.push(`${open.pop() ?? ''}${words}`);
}

function* paragraphsOfCompound(bytes: Uint8Array): Generator<string> {
  const file = new CompoundFile(bytes);
  const header = file.find('FileHeader');
  const flags = header === undefined ? 0 : file.read(header).readUInt32LE(FLAGS_AT);
  if ((flags & (LOCKED | SEALED)) !== 0)
    throw failure('PASSWORD_NOT_TAKEN', 'The document is locked against being read by other programs.');
  const sections = (file.find('BodyText')?.children ?? []).toSorted((left, right) =>
    byNumber(left.name, right.name),
  );
  let room = UNPACKED_LIMIT;
  for (const section of sections) {
    const stream = file.read(section);
    const records =
      (flags & PACKED) === 0 ? stream : bounded(() => inflateRawSync(stream, { maxOutputLength: room }));
    room -= records.length;
    yield* paragraphsOfRecords(records);
  }
}

/** A record begins with its kind, its depth and its length; long ones tell their length apart. */
function* paragraphsOfRecords(records: Buffer): Generator<string> {
  for (let at = 0; at + 4 <= records.length;) {
    const head = records.readUInt32LE(at);
    let length = head >>> 20;
    at += 4;
    if (length === 0xfff) {
      if (at + 4 > records.length) return;
      length = records.readUInt32LE(at);
      at += 4;
    }
    if ((head & 0x3ff) === PARAGRAPH_TEXT) yield textOf(records.subarray(at, at + length));
    at += length;
  }
}

function textOf(letters: Buffer): string {
  let text = '';
  for (let at = 0; at + 2 <= letters.length;) {
    const letter = letters.readUInt16LE(at);
    if (letter >= BLANK) text += String.fromCharCode(letter);
    else if (letter === LINE_END || letter === TAB) text += String.fromCharCode(letter);
    at += letter >= BLANK || SHORT_SIGNS.has(letter) ? 2 : SIGN_LENGTH * 2;
  }
  return text;
}
