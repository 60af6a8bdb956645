import type { ReadConnection } from './connection.ts';

/** Which content each passage belongs to, in memory: every candidate of every query asks. */
export class ContentIndex {
  readonly #connection: ReadConnection;
  /** Of each content that has passages the first, in order, and one more than the last. */
  readonly #firsts: number[] = [];
  readonly #ends: number[] = [];
  readonly #contents: number[] = [];

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins that may hold more than the one before: passages only come behind the last. */
  follow(): void {
    const rows = this.#connection
      .prepare<[number], { id: number; first: number; passages: number }>(
        `SELECT id, first_passage AS first, passages FROM contents
         WHERE passages > 0 AND first_passage > ? ORDER BY first_passage`,
      )
      .iterate(this.#firsts.at(-1) ?? 0);
    for (const { id, first, passages } of rows) {
      this.#firsts.push(first);
      this.#ends.push(first + passages);
      this.#contents.push(id);
    }
  }

  /** The content a passage belongs, or has belonged, to; undefined where it never was. */
  contentOf(passage: number): number | undefined {
    let [low, high] = [0, this.#firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#firsts[middle]! <= passage) low = middle + 1;
      else high = middle;
    }
    const place = low - 1;
    return passage < (this.#ends[place] ?? 0) ? this.#contents[place] : undefined;
  }
}
