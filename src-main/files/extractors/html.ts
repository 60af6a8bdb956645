import { Parser } from 'htmlparser2';

import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { HtmlWalk } from './html-walk.ts';

/** The HTML standard lets a page state its encoding within its first 1024 bytes; real pages come later. */
const DECLARATION_BYTES = 4096;
const DECLARED = /(?:charset\s*=\s*["']?\s*|<\?xml[^>]{0,100}encoding\s*=\s*["'])([\w.:-]{1,40})/i;
const IS_XHTML = /^\s{0,100}(?:<\?xml|<!DOCTYPE html PUBLIC "-\/\/W3C\/\/DTD XHTML)|<html[^>]{0,300}xmlns=/i;

export const htmlExtractor: Extractor = {
  format: 'html',
  extract(bytes: Uint8Array): Extraction {
    const outline = new Outline();
    readHtml(cleanCharacters(decodeText(bytes, declaredEncoding(bytes))), outline);
    return outline.finish();
  },
};

/** Writes a page, or a piece of one inside another format, into an outline. */
export function readHtml(source: string, outline: Outline): void {
  const isXhtml = IS_XHTML.test(source.slice(0, DECLARATION_BYTES));
  const walk = new HtmlWalk(outline);
  const parser = new Parser(walk, { recognizeSelfClosing: isXhtml, recognizeCDATA: isXhtml });
  parser.end(source);
  walk.finish();
}

export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  return DECLARED.exec(start)?.[1]?.toLowerCase();
}
