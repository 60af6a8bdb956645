import type { Extraction, Extractor } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { readRtf } from './rtf-tokens.ts';
import { RtfWalk } from './rtf-walk.ts';

export const rtfExtractor: Extractor = {
  format: 'rtf',
  extract(bytes: Uint8Array): Extraction {
    const outline = new Outline();
    const walk = new RtfWalk(outline);
    readRtf(bytes, walk);
    walk.finish();
    return outline.finish();
  },
};
