import { readdirSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

import { PDFiumLibrary } from '@hyzyla/pdfium';
import { describe, expect, it } from 'vitest';

import { renderPage } from '../../../src-main/files/extractors/pdf-bitmap.ts';
import { recognise } from '../../../src-main/files/recognise.ts';
import type { Bitmap } from '../../../src-main/files/recognise.ts';
import { makePdf } from '../../helpers/make-pdf.ts';

const LINES = [
  'The blue whale is the largest animal that has ever lived.',
  'It feeds on krill, which are among the smallest of animals,',
  'and sings songs that carry across a whole ocean. In 1970',
  'recordings of humpback whales were sold as a record, and',
  'people began to care about what became of the singers.',
];
const WORDS = LINES.join(' ').toLowerCase().match(/\w+/g) ?? [];

async function drawnPage(): Promise<Bitmap> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(makePdf({ pages: [LINES] }));
  try {
    return await renderPage(document, 0);
  } finally {
    document.destroy();
    library.destroy();
  }
}

/** A grey PNG, a row a line. */
function pngOf({ width, height, grey }: Bitmap): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(kind), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    rows.set(grey.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function shareOf(text: string): number {
  const found = new Set(text.toLowerCase().match(/\w+/g));
  return WORDS.filter((word) => found.has(word)).length / WORDS.length;
}

describe('recognise', () => {
  it('reads a rendered page and a PNG of it, and leaves no file behind', async () => {
    const page = await drawnPage();
    const before = readdirSync('.');
    for (const picture of [page, pngOf(page)]) {
      const { text, confidence } = await recognise(picture, { languages: ['eng'] });
      expect(shareOf(text)).toBeGreaterThanOrEqual(0.95);
      expect(confidence).toBeGreaterThan(80);
    }
    expect(readdirSync('.')).toEqual(before);
  });

  it('refuses what is no picture, is broken, or has too many pixels', async () => {
    await expect(recognise(Buffer.from('words'))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    const page = await drawnPage();
    const cut = pngOf(page).subarray(0, 60);
    await expect(recognise(cut)).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    const large = { width: 10_000, height: 10_000, grey: new Uint8Array() };
    await expect(recognise(large)).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  });

  it('stops when nobody waits any longer', async () => {
    const page = await drawnPage();
    const controller = new AbortController();
    const answer = recognise(page, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });
});
