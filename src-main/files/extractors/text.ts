import { decodeText } from '../encoding.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import type { OutlineOptions } from '../outline.ts';
import { joinWrappedLines, splitParagraphs } from '../paragraphs.ts';

/** An extractor of a format that is text: gets it decoded and clean, writes into the outline. */
export function textual(
  format: string,
  read: (text: string, outline: Outline) => void,
  options: OutlineOptions = {},
): Extractor {
  return {
    format,
    extract(bytes: Uint8Array): Extraction {
      const outline = new Outline(options);
      read(cleanCharacters(decodeText(bytes)), outline);
      return outline.finish();
    },
  };
}

export const textExtractor = textual('text', (text, outline) => {
  for (const paragraph of splitParagraphs(text)) outline.block(joinWrappedLines(paragraph));
});
