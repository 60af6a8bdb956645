import { embeddedText, embeddingContext } from '../lib/text/embedded-text.ts';
import type { PassageRow } from './passages.ts';

/** What of a passage row its embedded text begins with. */
type TitledPassage = Pick<PassageRow, 'title' | 'heading'>;

/** A passage with what its vectors are made of and kept under. */
export interface ReadPassage {
  readonly passage: number;
  readonly hash: Uint8Array;
  readonly text: string;
  /** Where its own text begins, behind title and headings. */
  readonly bodyStart: number;
}

/** The text a passage's vectors and hash are made of. */
export function passageEmbeddedText(passage: TitledPassage, body: string): string {
  return embeddedText(embeddingContext(passage.title, passage.heading), body);
}

export function embeddedPassage(row: PassageRow, body: string): ReadPassage {
  const text = passageEmbeddedText(row, body);
  return { passage: row.id, hash: row.hash, text, bodyStart: text.length - body.length };
}
