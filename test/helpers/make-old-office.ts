import { makeCompound } from './make-compound.ts';

const TEXT_OFFSET = 1024;

interface WordOptions {
  readonly footnotes?: string;
  readonly isEncrypted?: boolean;
  /** Stretches of the body, by character: style numbers of paragraphs (1 to 9 are headings), deleted text. */
  readonly styles?: readonly (readonly [from: number, to: number, style: number])[];
  readonly deleted?: readonly (readonly [from: number, to: number])[];
  readonly title?: string;
}

/** A Word 97 document; `body` has Word's own marks (`\r` ends paragraphs, `\x07` cells). */
export function makeDoc(body: string, options: WordOptions = {}): Uint8Array {
  const footnotes = options.footnotes ?? '';
  const text = Buffer.from(body + footnotes, 'utf16le');
  const pages = Math.ceil((TEXT_OFFSET + text.length) / 512);
  const main = Buffer.alloc((pages + 2) * 512);
  text.copy(main, TEXT_OFFSET);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(0x0200 | (options.isEncrypted === true ? 0x0100 : 0), 0x0a);
  main.writeUInt32LE(body.length, 0x4c);
  main.writeUInt32LE(footnotes.length, 0x50);
  const table = [pieceTable(body.length + footnotes.length), Buffer.alloc(0), Buffer.alloc(0)];
  if (options.styles !== undefined) {
    paragraphPage(options.styles).copy(main, pages * 512);
    table[1] = pageTable(pages);
  }
  if (options.deleted !== undefined) {
    characterPage(options.deleted).copy(main, (pages + 1) * 512);
    table[2] = pageTable(pages + 1);
  }
  let at = 0;
  for (const [index, place] of [0x1a2, 0x102, 0xfa].entries()) {
    main.writeUInt32LE(at, place);
    main.writeUInt32LE(table[index]?.length ?? 0, place + 4);
    at += table[index]?.length ?? 0;
  }
  return makeCompound({
    WordDocument: main,
    '1Table': Buffer.concat(table),
    ...(options.title === undefined ? {} : { '\u0005SummaryInformation': summary(options.title) }),
  });
}

/** A document of Word 95, its text in the encoding of its language. */
export function makeOldDoc(text: Uint8Array, language: number): Uint8Array {
  const main = Buffer.alloc(TEXT_OFFSET + text.length);
  main.set(text, TEXT_OFFSET);
  main.writeUInt16LE(0xa5dc, 0);
  main.writeUInt16LE(language, 6);
  main.writeUInt32LE(TEXT_OFFSET, 0x18);
  main.writeUInt32LE(TEXT_OFFSET + text.length, 0x1c);
  main.writeUInt32LE(text.length, 0x34);
  return makeCompound({ WordDocument: main });
}

export interface MadeSlide {
  readonly title: string;
  readonly texts: readonly string[];
  readonly notes?: string;
}

/** A PowerPoint 97 presentation; its slides lie in the file from last to first. */
export function makePpt(slides: readonly MadeSlide[], isEncrypted = false): Uint8Array {
  const objects: Buffer[] = [];
  const idOf = (object: Buffer): number => objects.push(object) + 1;
  const places = slides.map(({ texts, notes }, index) => ({
    slide: idOf(slideRecord(texts, notes === undefined ? 0 : 500 + index)),
    notes: notes === undefined ? 0 : idOf(container(1008, [textRecord(notes)])),
  }));
  const document = container(1000, [
    container(
      4080,
      places.map(({ slide }, at) =>
        Buffer.concat([placeRecord(slide, 256 + at), titleRecord(slides[at]?.title ?? '')]),
      ),
    ),
    container(
      4080,
      places.flatMap(({ notes }, at) => (notes === 0 ? [] : [placeRecord(notes, 500 + at)])),
      2,
    ),
  ]);
  const master = container(1016, [textRecord('Click to edit Master title style')]);
  const all = [document, ...objects].map((bytes, at) => ({ id: at + 1, bytes })).toReversed();
  const offsets = new Map<number, number>();
  let offset = master.length;
  for (const { id, bytes } of all) {
    offsets.set(id, offset);
    offset += bytes.length;
  }
  const directory = numbers([(all.length << 20) | 1, ...all.map((_, at) => offsets.get(at + 1) ?? 0)]);
  const edit = record(4085, numbers([0, 0, 0, offset, 1]));
  const stream = [master, ...all.map(({ bytes }) => bytes), record(6002, directory), edit];
  const lastEdit = offset + 8 + directory.length;
  return makeCompound({
    'PowerPoint Document': Buffer.concat(stream),
    'Current User': record(4086, numbers([20, isEncrypted ? 0xf3d1c4df : 0xe391c05f, lastEdit])),
  });
}

function slideRecord(texts: readonly string[], notes: number): Buffer {
  const atom = record(1007, numbers([0, 0, 0, 0, notes, 0]));
  return container(1006, [atom, container(1036, texts.map(textRecord))]);
}

function placeRecord(id: number, slide: number): Buffer {
  return record(1011, numbers([id, 0, 0, slide, 0]));
}

function titleRecord(title: string): Buffer {
  return Buffer.concat([record(3999, numbers([0])), textRecord(title), record(3999, numbers([1]))]);
}

function textRecord(text: string): Buffer {
  return record(4000, Buffer.from(text, 'utf16le'));
}

function container(type: number, children: readonly Buffer[], instance = 0): Buffer {
  const bytes = record(type, Buffer.concat(children));
  bytes.writeUInt16LE((instance << 4) | 0xf, 0);
  return bytes;
}

function record(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

/** One piece of 16-bit text. */
function pieceTable(length: number): Buffer {
  const pieces = Buffer.alloc(16);
  pieces.writeUInt32LE(length, 4);
  pieces.writeUInt32LE(TEXT_OFFSET, 10);
  const head = Buffer.alloc(5);
  head.writeUInt8(2, 0);
  head.writeUInt32LE(pieces.length, 1);
  return Buffer.concat([head, pieces]);
}

function pageTable(page: number): Buffer {
  return numbers([TEXT_OFFSET, 0xffff, page]);
}

function paragraphPage(styles: readonly (readonly [number, number, number])[]): Buffer {
  const page = stretchPage(styles.map(([from, to]) => [from, to]));
  styles.forEach(([, , style], index) => {
    const at = 300 + index * 8;
    page.writeUInt8(at / 2, (styles.length + 1) * 4 + index * 13);
    page.writeUInt8(2, at);
    page.writeUInt16LE(style, at + 1);
  });
  return page;
}

function characterPage(deleted: readonly (readonly [number, number])[]): Buffer {
  const page = stretchPage(deleted);
  deleted.forEach((_, index) => {
    const at = 300 + index * 8;
    page.writeUInt8(at / 2, (deleted.length + 1) * 4 + index);
    page.writeUInt8(3, at);
    page.writeUInt16LE(0x0800, at + 1);
    page.writeUInt8(1, at + 3);
  });
  return page;
}

function stretchPage(stretches: readonly (readonly [number, number])[]): Buffer {
  const page = Buffer.alloc(512);
  page.writeUInt8(stretches.length, 511);
  stretches.forEach(([from, to], index) => {
    page.writeUInt32LE(TEXT_OFFSET + from * 2, index * 4);
    page.writeUInt32LE(TEXT_OFFSET + to * 2, index * 4 + 4);
  });
  return page;
}

/** A property set with a title alone. */
function summary(title: string): Buffer {
  const text = Buffer.from(`${title}\0`, 'utf16le');
  const head = Buffer.alloc(48);
  head.writeUInt32LE(48, 44);
  return Buffer.concat([head, numbers([0, 1, 2, 16, 31, title.length + 1]), text]);
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32LE(value >>> 0, at * 4));
  return bytes;
}
