import type { PDFiumDocument } from '@hyzyla/pdfium';

import type { Bitmap } from '../recognise.ts';

/** Letters of 10 points are 28 pixels high: what recognition asks for. */
const DOTS_PER_POINT = 200 / 72;
/** Posters are drawn smaller: 8 megapixels show an A4 page at 300 dots an inch. */
const PIXEL_LIMIT = 8_000_000;

/** A page as a scanner would see it, in grey. */
export async function renderPage(document: PDFiumDocument, index: number): Promise<Bitmap> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const fitting = Math.sqrt(PIXEL_LIMIT / Math.max(1, originalWidth * originalHeight));
  const { width, height, data } = await page.render({
    scale: Math.min(DOTS_PER_POINT, fitting),
    colorSpace: 'Gray',
    render: 'bitmap',
  });
  return { width, height, grey: data };
}
