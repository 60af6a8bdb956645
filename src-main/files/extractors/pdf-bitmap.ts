import type { PDFiumDocument } from '@hyzyla/pdfium';

import { encodePng } from '../png-file.ts';
import type { Bitmap } from '../recognise.ts';
import { failure } from '../reasons.ts';

/** Letters of 10 points are 28 pixels high: what recognition asks for. */
const DOTS_PER_POINT = 200 / 72;
/** Posters are drawn smaller: 8 megapixels show an A4 page at 300 dots an inch. */
const PIXEL_LIMIT = 8_000_000;

/** A page as a scanner would see it, in grey. */
export async function renderPage(document: PDFiumDocument, index: number): Promise<Bitmap> {
  const page = document.getPage(index);
  const { width, height, data } = await page.render({
    scale: Math.min(DOTS_PER_POINT, fittingScale(page)),
    colorSpace: 'Gray',
    render: 'bitmap',
  });
  return { width, height, grey: data };
}

/**
 * A page as people see it, as a PNG so many pixels wide, or fewer where it would be too large.
 * @throws InklingError PAGE_NOT_DRAWN
 */
export async function drawPage(document: PDFiumDocument, index: number, width: number): Promise<Uint8Array> {
  const page = document.getPage(index);
  const { originalWidth } = page.getOriginalSize();
  // A page that cannot be loaded has no size.
  if (!(originalWidth > 0)) throw failure('PAGE_NOT_DRAWN');
  const scale = Math.min(width / originalWidth, fittingScale(page));
  const drawn = await page.render({ scale, colorSpace: 'BGRA', render: 'bitmap' });
  return encodePng(drawn);
}

function fittingScale(page: ReturnType<PDFiumDocument['getPage']>): number {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  return Math.sqrt(PIXEL_LIMIT / Math.max(1, originalWidth * originalHeight));
}
