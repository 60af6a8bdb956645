import { makeZip } from './make-zip.ts';

/** A field of a message: a number, or bytes. */
type Field = readonly [number: number, value: number | Uint8Array | string];

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];
}

export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([number * 8, ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.concat([Buffer.from([number * 8 + 2, ...varint(bytes.length)]), bytes]);
    }),
  );
}

/** Bytes as a block of Snappy that packs nothing. */
export function snappyBlock(bytes: Buffer): Buffer {
  const length = bytes.length - 1;
  const tag = Buffer.from([61 << 2, length & 0xff, length >> 8]);
  return Buffer.concat([Buffer.from(varint(bytes.length)), tag, bytes]);
}

/** A part of objects, each of a type and its content. */
export function makeObjects(...objects: readonly (readonly [type: number, content: Buffer])[]): Uint8Array {
  const all = objects.map(([type, content]) => {
    const description = message([1, 7], [2, message([1, type], [3, content.length])]);
    return Buffer.concat([Buffer.from(varint(description.length)), description, content]);
  });
  const block = snappyBlock(Buffer.concat(all));
  const header = Buffer.alloc(4);
  header.writeUInt32LE(block.length * 0x100);
  return Buffer.concat([header, block]);
}

const TEXT = 2001;
const CELLS = 6005;

/** A document of one text and one table. */
export function makePages(text: string, cells: readonly string[]): Uint8Array {
  const entries = cells.map((cell, key) => [3, message([1, key], [3, cell])] as const);
  return makeZip({
    'Index/Document.iwa': makeObjects([TEXT, message([3, text])]),
    'Index/Tables/DataList.iwa': makeObjects([CELLS, message([1, 1], ...entries)]),
    'Index/MasterSlide-1.iwa': makeObjects([TEXT, message([3, 'Title Text'])]),
  });
}

export function makeKeynote(slides: readonly (readonly string[])[]): Uint8Array {
  return makeZip(
    Object.fromEntries(
      slides.map((texts, index) => [
        `Index/Slide-${index + 1}.iwa`,
        makeObjects(...texts.map((text) => [TEXT, message([3, text])] as const)),
      ]),
    ),
  );
}
