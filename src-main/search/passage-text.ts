import { embeddedText, embeddingContext } from '../lib/text/embedded-text.ts';

/** What of a passage row its embedded text begins with. */
interface TitledPassage {
  readonly title: string | null;
  readonly heading: string | null;
}

/** The text a passage's vectors and hash are made of. */
export function passageEmbeddedText(passage: TitledPassage, body: string): string {
  return embeddedText(embeddingContext(passage.title, passage.heading), body);
}
