import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { FictionBookWalk } from './fictionbook-walk.ts';
import { readXmlPart } from './xml-events.ts';
import { isZip, unzipParts } from './zip.ts';

/** FictionBook, as it is or packed alone. */
export const fictionBookExtractor: Extractor = {
  format: 'fictionbook',
  extract(bytes: Uint8Array): Extraction {
    const book = isZip(bytes) ? [...unzipParts(bytes, (name) => /\.fb2$/i.test(name)).values()][0] : bytes;
    if (book === undefined) throw failure('FILE_BROKEN');
    const outline = new Outline();
    const walk = new FictionBookWalk(outline);
    readXmlPart(book, walk);
    walk.finish();
    return outline.finish();
  },
};
