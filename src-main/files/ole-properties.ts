import { decode } from 'iconv-lite';

import type { CompoundFile } from './compound-file.ts';
import { WESTERN, encodingOfCodePage } from './encoding.ts';
import type { Outline } from './outline.ts';

/** What a document says of itself; [MS-OLEPS]. */
const STREAM_NAME = '\u0005SummaryInformation';
const CODE_PAGE = 1;
const TITLE = 2;
const FIELDS: Readonly<Record<number, string>> = {
  3: 'subject',
  4: 'author',
  5: 'keywords',
  6: 'description',
};
const PROPERTY_LIMIT = 100;
const VALUE_BYTES = 20_000;
const SHORT = 2;
const NARROW_STRING = 30;
const WIDE_STRING = 31;
const UTF16 = 1200;
/** What programs write where no person gave a title. */
const NO_TITLE =
  /^(?:untitled|unbenannt|(?:slide|folie|diapositiv[ea]?|slajd|dia|幻灯片|スライド) ?\d+|(?:powerpoint|pr.sentation|microsoft).{0,20}(?:presentation|pr.sentation)|no slide title|kein folientitel|pas de titre de diapositive|没有幻灯片标题|title|document\d*|\S+\.(?:docx?|rtf|pptx?|txt))$/i;

/** Writes title and fields of a document into an outline; what cannot be read is passed over. */
export function readOleProperties(file: CompoundFile, outline: Outline): void {
  const entry = file.find(STREAM_NAME);
  if (entry === undefined) return;
  for (const [id, value] of propertiesOf(file.read(entry))) {
    const field = FIELDS[id];
    if (id === TITLE && !NO_TITLE.test(value.trim())) outline.title(value);
    else if (field !== undefined) outline.field(field, value);
  }
}

function propertiesOf(stream: Buffer): ReadonlyMap<number, string> {
  const strings = new Map<number, string>();
  try {
    const start = stream.readUInt32LE(44);
    const count = Math.min(stream.readUInt32LE(start + 4), PROPERTY_LIMIT);
    const places = new Map<number, number>();
    for (let at = 0; at < count; at++) {
      const entry = start + 8 + at * 8;
      places.set(stream.readUInt32LE(entry), start + stream.readUInt32LE(entry + 4));
    }
    const encoding = encodingAt(stream, places.get(CODE_PAGE));
    for (const [id, place] of places) strings.set(id, stringAt(stream, place, encoding));
  } catch {
    // Cut short: what was read so far stands.
  }
  return strings;
}

function encodingAt(stream: Buffer, place: number | undefined): string {
  if (place === undefined || stream.readUInt32LE(place) !== SHORT) return WESTERN;
  const page = stream.readUInt16LE(place + 4);
  return page === UTF16 ? 'utf-16le' : (encodingOfCodePage(page) ?? WESTERN);
}

function stringAt(stream: Buffer, place: number, encoding: string): string {
  const type = stream.readUInt32LE(place);
  if (type !== NARROW_STRING && type !== WIDE_STRING) return '';
  const length = stream.readUInt32LE(place + 4) * (type === WIDE_STRING ? 2 : 1);
  const bytes = stream.subarray(place + 8, place + 8 + Math.min(length, VALUE_BYTES));
  return decode(bytes, type === WIDE_STRING ? 'utf-16le' : encoding).replace(/\0[^]*$/, '');
}
