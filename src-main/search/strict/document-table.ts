import type { ReadConnection } from '../../storage/connection.ts';
import {
  readNumbers,
  readTexts,
  type NumberColumn,
  type TextColumn,
} from '../../storage/document-columns.ts';

/**
 * Every document in columns, in order of id; a document's place is its row. A column is read when it is first asked
 * for, and anew where the library has changed.
 */
export class DocumentTable {
  readonly #connection: ReadConnection;
  readonly #numbers = new Map<NumberColumn, Float64Array>();
  readonly #texts = new Map<TextColumn, readonly string[]>();
  #edition = -1;
  #copied: Uint8Array | undefined;

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** To be called as a snapshot begins. */
  begin(): void {
    const edition = this.#connection.edition();
    if (edition === this.#edition) return;
    this.#edition = edition;
    this.#numbers.clear();
    this.#texts.clear();
    this.#copied = undefined;
  }

  /** Another one where the library has changed. */
  get edition(): number {
    return this.#edition;
  }

  get length(): number {
    return this.numbers('id').length;
  }

  numbers(column: NumberColumn): Float64Array {
    const values = this.#numbers.get(column) ?? readNumbers(this.#connection, column);
    this.#numbers.set(column, values);
    return values;
  }

  texts(column: TextColumn): readonly string[] {
    const values = this.#texts.get(column) ?? readTexts(this.#connection, column);
    this.#texts.set(column, values);
    return values;
  }

  /** Those of some ids, which stand in order. */
  ofIds(wanted: readonly number[]): Uint8Array {
    const documents = new Uint8Array(this.length);
    const ids = this.numbers('id');
    let place = 0;
    for (const id of wanted) {
      while (place < ids.length && ids[place]! < id) place += 1;
      if (ids[place] === id) documents[place] = 1;
    }
    return documents;
  }

  ofContents(wanted: { has(content: number): boolean }): Uint8Array {
    return this.where('content', (content) => wanted.has(content));
  }

  where(column: NumberColumn, test: (value: number) => boolean): Uint8Array {
    return Uint8Array.from(this.numbers(column), (value) => (test(value) ? 1 : 0));
  }

  /** Those that hold one of some passages. */
  holding(passages: Uint8Array): Uint8Array {
    const documents = new Uint8Array(this.length);
    const [firsts, counts] = [this.numbers('first'), this.numbers('passages')];
    for (let place = 0; place < documents.length; place += 1) {
      const end = firsts[place]! + counts[place]!;
      let at = firsts[place]!;
      while (at < end && passages[at] !== 1) at += 1;
      if (at < end) documents[place] = 1;
    }
    return documents;
  }

  /** The passages of some documents; where those lie side by side they are filled at once. */
  passagesOf(documents: Uint8Array, used: number): Uint8Array {
    const passages = new Uint8Array(used);
    const [firsts, counts] = [this.numbers('first'), this.numbers('passages')];
    let [from, end] = [0, 0];
    for (let place = 0; place < documents.length; place += 1) {
      if (documents[place] === 0 || counts[place] === 0) continue;
      if (firsts[place] !== end) {
        passages.fill(1, from, end);
        from = firsts[place]!;
      }
      end = firsts[place]! + counts[place]!;
    }
    return passages.fill(1, from, end);
  }

  /** Documents whose content lies at several paths. */
  copied(): Uint8Array {
    if (this.#copied !== undefined) return this.#copied;
    const contents = this.numbers('content');
    const counts = new Map<number, number>();
    for (const content of contents) counts.set(content, (counts.get(content) ?? 0) + 1);
    this.#copied = this.where('content', (content) => content !== 0 && (counts.get(content) ?? 0) > 1);
    return this.#copied;
  }
}

/** The place of an id among sorted ones; −1 where it is none of them. */
export function placeIn(ids: Float64Array, id: number): number {
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
