import { crc32, deflateSync } from 'node:zlib';

import { makeExif } from './make-exif.ts';
import type { PictureContent } from './make-exif.ts';

export function makeJpeg(content: PictureContent): Buffer {
  const segment = (marker: number, data: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const parts: Uint8Array[] = [Buffer.from([0xff, 0xd8])];
  if (content.tags !== undefined)
    parts.push(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), makeExif(content)])));
  if (content.xmp !== undefined)
    parts.push(segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${content.xmp}`)));
  if (content.iptc !== undefined) parts.push(segment(0xed, makeIptc(content.iptc)));
  return Buffer.concat([...parts, segment(0xda, Buffer.alloc(8)), Buffer.from([0xff, 0xd9])]);
}

function makeIptc(sets: readonly (readonly [number, string | Buffer])[]): Buffer {
  const records = sets.map(([dataSet, value]) => {
    const data = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x1c, 2, dataSet, data.length >> 8, data.length & 0xff]), data]);
  });
  const data = Buffer.concat(records);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1');
  return Buffer.concat([head, size, data, Buffer.alloc(2)]);
}

export const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function pngChunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Chunks of one grey pixel's PNG: texts plain, packed and international. */
export function makePng(content: PictureContent, texts: Readonly<Record<string, string>> = {}): Buffer {
  const written = Object.entries(texts).map(([key, text], order) => {
    if (order % 3 === 0) return pngChunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1'));
    if (order % 3 === 1)
      return pngChunk(
        'zTXt',
        Buffer.concat([Buffer.from(`${key}\0\0`), deflateSync(Buffer.from(text, 'latin1'))]),
      );
    return pngChunk('iTXt', Buffer.concat([Buffer.from(`${key}\0\x01\0\0\0`), deflateSync(text)]));
  });
  const xmp =
    content.xmp === undefined
      ? []
      : [pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${content.xmp}`))];
  const exif = content.tags === undefined ? [] : [pngChunk('eXIf', makeExif(content))];
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', Buffer.alloc(13)),
    ...written,
    ...xmp,
    ...exif,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function makeWebp(content: PictureContent): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const head = Buffer.from(`${kind}\0\0\0\0`, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const chunks = [chunk('VP8X', Buffer.alloc(10)), chunk('EXIF', makeExif(content))];
  return chunk(
    'RIFF',
    Buffer.concat([Buffer.from('WEBP'), ...chunks, chunk('XMP ', Buffer.from(content.xmp ?? ''))]),
  );
}

/** A HEIC of two items without a picture: EXIF and XMP, which lie after the boxes that list them. */
export function makeHeic(content: PictureContent): Buffer {
  const items = [Buffer.concat([Buffer.alloc(4), makeExif(content)]), Buffer.from(content.xmp ?? '')];
  const names = [infe(1, 'Exif', ''), infe(2, 'mime', 'application/rdf+xml')];
  const iinf = box('iinf', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 2]), ...names]));
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const metaOf = (start: number): Buffer => {
    let at = start;
    const rows = items.map((item, order) => {
      const row = Buffer.alloc(14);
      row.writeUInt16BE(order + 1);
      row.writeUInt16BE(1, 4);
      row.writeUInt32BE(at, 6);
      row.writeUInt32BE(item.length, 10);
      at += item.length;
      return row;
    });
    const iloc = box('iloc', Buffer.concat([Buffer.from([0, 0, 0, 0, 0x44, 0, 0, 2]), ...rows]));
    return box('meta', Buffer.concat([Buffer.alloc(4), iinf, iloc]));
  };
  const start = head.length + metaOf(0).length + 8;
  return Buffer.concat([head, metaOf(start), box('mdat', Buffer.concat(items))]);
}

function infe(id: number, kind: string, contentType: string): Buffer {
  return box(
    'infe',
    Buffer.concat([Buffer.from([2, 0, 0, 0, 0, id, 0, 0]), Buffer.from(`${kind}\0${contentType}\0`)]),
  );
}

export function box(kind: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length + 8);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, data]);
}
