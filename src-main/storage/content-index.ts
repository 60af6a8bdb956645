import type { ReadConnection } from './connection.ts';

/** The passages of a content, numbered one after the other. */
export interface PassageSpan {
  readonly content: number;
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
}

/** Which content each passage belongs to, in memory: every candidate of every query asks. */
export class ContentIndex {
  readonly #connection: ReadConnection;
  /** Of each content that has passages the first, in order, and one more than the last. */
  #firsts: number[] = [];
  #ends: number[] = [];
  #contents: number[] = [];
  #passages = 0;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins that may hold more than the one before: passages only come behind the last. */
  follow(): void {
    // One row for all: to hand over a hundred thousand rows takes three times as long.
    const row = this.#connection
      .prepare<[number], { firsts: string; passages: string; contents: string }>(
        `SELECT json_group_array(first_passage) AS firsts, json_group_array(passages) AS passages,
           json_group_array(id) AS contents
         FROM (SELECT id, first_passage, passages FROM contents
               WHERE passages > 0 AND first_passage > ? ORDER BY first_passage)`,
      )
      .get(this.#firsts.at(-1) ?? 0);
    if (row === undefined) return;
    const firsts = numbers(row.firsts);
    const passages = numbers(row.passages);
    this.#firsts = this.#firsts.concat(firsts);
    this.#ends = this.#ends.concat(firsts.map((first, place) => first + passages[place]!));
    this.#contents = this.#contents.concat(numbers(row.contents));
    this.#passages += passages.reduce((sum, count) => sum + count, 0);
  }

  /** How many passages a content has in the mean. */
  get meanPassages(): number {
    return this.#passages / Math.max(1, this.#contents.length);
  }

  /** The content a passage belongs, or has belonged, to; undefined where it never was. */
  contentOf(passage: number): number | undefined {
    return this.spanOf(passage)?.content;
  }

  /** Where that content's passages begin and end. */
  spanOf(passage: number): PassageSpan | undefined {
    let [low, high] = [0, this.#firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#firsts[middle]! <= passage) low = middle + 1;
      else high = middle;
    }
    const place = low - 1;
    const end = this.#ends[place] ?? 0;
    return passage < end ? { content: this.#contents[place]!, first: this.#firsts[place]!, end } : undefined;
  }
}

function numbers(json: string): number[] {
  return JSON.parse(json) as number[];
}
