import type { DoclistPart } from './doclists.ts';

/** Lists kept; a short one has at most a leaf of four kilobytes in each segment, and most have far less. */
const MOST_KEPT = 2_000;

/**
 * Short lists of terms, kept as long as the database stays as it is: a question looks at each of its words several
 * times, and whoever types asks for the same words with every key.
 */
export class ShortLists {
  readonly #lists = new Map<string, readonly DoclistPart[]>();
  #edition = -1;

  /** To be called as a snapshot begins, with the database's edition. */
  begin(edition: number): void {
    if (edition === this.#edition && this.#lists.size < MOST_KEPT) return;
    this.#edition = edition;
    this.#lists.clear();
  }

  of(term: string): readonly DoclistPart[] | undefined {
    return this.#lists.get(term);
  }

  /** Copied: a part points into its leaf, and all of it would stay. */
  keep(term: string, parts: readonly DoclistPart[]): void {
    this.#lists.set(
      term,
      parts.map(({ bytes, absolute }) => ({ bytes: Uint8Array.from(bytes), absolute })),
    );
  }
}
