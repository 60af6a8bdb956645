import { embeddedText, embeddingContext } from '../lib/text/embedded-text.ts';
import type { TextReader } from '../storage/text-blocks.ts';

/** What of a passage row its embedded text is made of. */
export interface PassagePlace {
  readonly content: number;
  readonly title: string | null;
  readonly heading: string | null;
  readonly start: number;
  readonly length: number;
}

/** The text a passage's vectors and hash are made of. */
export function passageEmbeddedText(passage: PassagePlace, texts: TextReader): string {
  const body = texts.read(passage.content, passage.start, passage.length);
  return embeddedText(embeddingContext(passage.title, passage.heading), body);
}
