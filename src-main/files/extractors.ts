import type { Extractor } from './extraction.ts';
import { htmlExtractor } from './extractors/html.ts';
import { markdownExtractor } from './extractors/markdown.ts';
import { textExtractor } from './extractors/text.ts';

const extractors = new Map<string, Extractor>(
  [textExtractor, markdownExtractor, htmlExtractor].map((extractor) => [extractor.format, extractor]),
);

/** The reader of a format; text is the fallback, for every other text format is text too. */
export function extractorFor(format: string): Extractor {
  return extractors.get(format) ?? textExtractor;
}
