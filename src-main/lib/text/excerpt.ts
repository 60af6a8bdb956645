import type { Mark } from './marks.ts';

/** A stretch of a document's stored text. */
export interface Excerpt {
  readonly text: string;
  readonly page: number | null;
  readonly heading: string | null;
  /** UTF-16 offsets into the stored text. */
  readonly start: number;
  readonly end: number;
  /** Inside `text`. */
  readonly marks: readonly Mark[];
}
