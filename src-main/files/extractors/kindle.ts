import { WESTERN, decodeText, encodingOfCodePage } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { splitParagraphs } from '../paragraphs.ts';
import { failure } from '../reasons.ts';
import { readHtml } from './html.ts';
import { unpackPalmDoc } from './palm-doc.ts';

/** A Palm database: a list of where its records begin (wiki.mobileread.com/wiki/MOBI). */
const RECORD_COUNT_AT = 76;
const RECORDS_AT = 78;
const RECORD_ENTRY = 8;
const [PLAIN, PALM_DOC] = [1, 2];
const MOBI_AT = 16;
/** The header has a word on what stands behind each record's text from this length on. */
const LONG_HEADER = 0xe4;
const TEXT_LIMIT = 60 * 1_048_576;
/** Facts of the book by their numbers; a book of several authors has one for each. */
const FACTS: ReadonlyMap<number, string> = new Map([
  [100, 'author'],
  [101, 'publisher'],
  [103, 'description'],
  [105, 'subject'],
  [106, 'date'],
]);
const UPDATED_TITLE = 503;
const IS_MARKUP = /<(?:html|body|p|div|h[1-6]|mbp)\b/i;

/** Books of the Kindle and of its forerunners, unless the shop has locked them. */
export const kindleExtractor: Extractor = {
  format: 'kindle',
  extract(bytes: Uint8Array): Extraction {
    const book = new Book(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const outline = new Outline();
    book.addFacts(outline);
    const text = cleanCharacters(book.text());
    if (IS_MARKUP.test(text)) readHtml(text, outline);
    else for (const paragraph of splitParagraphs(text)) outline.block(paragraph);
    return outline.finish();
  },
};

class Book {
  readonly #file: Buffer;
  readonly #starts: readonly number[];
  readonly #header: Buffer;
  readonly #isMobi: boolean;

  constructor(file: Buffer) {
    this.#file = file;
    const count = file.readUInt16BE(RECORD_COUNT_AT);
    const whole = Math.min(count, Math.floor((file.length - RECORDS_AT) / RECORD_ENTRY));
    this.#starts = Array.from({ length: whole }, (_, index) =>
      file.readUInt32BE(RECORDS_AT + index * RECORD_ENTRY),
    );
    this.#header = this.#record(0);
    this.#isMobi = this.#header.toString('latin1', MOBI_AT, MOBI_AT + 4) === 'MOBI';
    if (this.#header.readUInt16BE(12) !== 0) throw failure('SHOP_LOCKED');
  }

  addFacts(outline: Outline): void {
    if (!this.#isMobi) return;
    const header = this.#header;
    const facts = (header.readUInt32BE(128) & 0x40) === 0 ? [] : [...this.#facts()];
    outline.title(facts.find(([number]) => number === UPDATED_TITLE)?.[1] ?? '');
    const nameAt = header.readUInt32BE(84);
    outline.title(this.#decode(header.subarray(nameAt, nameAt + header.readUInt32BE(88))));
    for (const [number, name] of FACTS) {
      const values = facts.filter(([fact]) => fact === number).map(([, value]) => value);
      outline.field(name, values.join(', ').replace(/<[^>]{0,200}>/g, ' '));
    }
  }

  text(): string {
    const packing = this.#header.readUInt16BE(0);
    if (packing !== PLAIN && packing !== PALM_DOC)
      throw failure('FORMAT_NOT_READ', 'Inkling does not read Kindle books packed in this way yet.');
    const last = this.#header.readUInt16BE(8);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let index = 1; index <= last && index < this.#starts.length && length < TEXT_LIMIT; index++) {
      const record = this.#withoutExtras(this.#record(index));
      const part = packing === PLAIN ? record : unpackPalmDoc(record);
      length += part.length;
      parts.push(part);
    }
    return this.#decode(Buffer.concat(parts));
  }

  #record(index: number): Buffer {
    return this.#file.subarray(this.#starts[index] ?? this.#file.length, this.#starts[index + 1]);
  }

  #decode(bytes: Uint8Array): string {
    if (!this.#isMobi) return decodeText(bytes);
    return decodeText(bytes, encodingOfCodePage(this.#header.readUInt32BE(28)) ?? WESTERN);
  }

  /** Bits tell what stands behind the text: each higher one its length, counted from the end; the lowest the rest of a letter. */
  #withoutExtras(record: Buffer): Buffer {
    if (!this.#isMobi || this.#header.readUInt32BE(20) < LONG_HEADER || this.#header.length < 0xf4)
      return record;
    let end = record.length;
    const flags = this.#header.readUInt16BE(0xf2);
    for (let bits = flags >> 1; bits > 0; bits >>= 1) if ((bits & 1) === 1) end -= lengthBefore(record, end);
    if ((flags & 1) === 1 && end > 0) end -= ((record[end - 1] ?? 0) & 3) + 1;
    return record.subarray(0, Math.max(end, 0));
  }

  *#facts(): Generator<[number, string]> {
    const header = this.#header;
    const start = MOBI_AT + header.readUInt32BE(20);
    if (header.toString('latin1', start, start + 4) !== 'EXTH') return;
    const count = header.readUInt32BE(start + 8);
    for (let at = start + 12, index = 0; index < count && at + 8 <= header.length; index++) {
      const length = header.readUInt32BE(at + 4);
      if (length < 8) return;
      yield [header.readUInt32BE(at), this.#decode(header.subarray(at + 8, at + length))];
      at += length;
    }
  }
}

/** A number of seven bits a byte, written so that it can be read from its end. */
function lengthBefore(record: Buffer, end: number): number {
  let value = 0;
  for (let at = Math.max(end - 4, 0); at < end; at++) {
    const byte = record[at] ?? 0;
    value = (byte & 0x80) === 0 ? value * 0x80 + byte : byte & 0x7f;
  }
  return value;
}
