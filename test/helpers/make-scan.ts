import { deflateSync } from 'node:zlib';

import { PDFiumLibrary } from '@hyzyla/pdfium';

import { renderPage } from '../../src-main/files/extractors/pdf-bitmap.ts';
import type { Bitmap } from '../../src-main/files/recognise.ts';
import { makePdf } from './make-pdf.ts';
import { PNG_SIGNATURE, pngChunk } from './make-picture.ts';

/** Pixels above the first line, from one to the next, and below the last. */
const [ABOVE, LEADING, BELOW] = [140, 39, 60];

/** Lines as a scanner sees them on a page of paper that ends below them. */
export async function scannedPage(lines: readonly string[]): Promise<Bitmap> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(makePdf({ pages: [lines] }));
  try {
    const { width, grey } = await renderPage(document, 0);
    const height = ABOVE + lines.length * LEADING + BELOW;
    return { width, height, grey: grey.slice(0, width * height) };
  } finally {
    document.destroy();
    library.destroy();
  }
}

/** A page of nothing but noise. */
export function noisyPage(width = 600, height = 400): Bitmap {
  const grey = Uint8Array.from({ length: width * height }, (_, at) => 90 + ((at * 7_919) % 83));
  return { width, height, grey };
}

/** A grey PNG, a row a line. */
export function pngOf({ width, height, grey }: Bitmap): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    rows.set(grey.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A TIFF of one strip (6.0, without compression). */
export function tiffOf({ width, height, grey }: Bitmap): Buffer {
  const [LONG, ENTRY, START] = [4, 12, 8];
  const values = (strip: number) => [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, strip],
    [277, 1],
    [278, height],
    [279, grey.length],
  ];
  const bytes = START + 2 + values(0).length * ENTRY + 4;
  const head = Buffer.alloc(bytes);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(START, 4);
  head.writeUInt16LE(values(0).length, START);
  values(bytes).forEach(([tag = 0, value = 0], index) => {
    const at = START + 2 + index * ENTRY;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(LONG, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, grey]);
}

/** At 200 dots an inch. */
const POINTS_PER_DOT = 72 / 200;

/** What a scanner saves: a PDF with a picture on each page, and no text. */
export function makeScan(pages: readonly Bitmap[], text: readonly (readonly string[])[] = []): Uint8Array {
  const scans = pages.map(({ width, height, grey }) => ({
    entries: `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
    size: [(width * POINTS_PER_DOT).toFixed(2), (height * POINTS_PER_DOT).toFixed(2)] as const,
    data: deflateSync(grey).toString('latin1'),
  }));
  return makePdf({ pages: text, scans });
}
