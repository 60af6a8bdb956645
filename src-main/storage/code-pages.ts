import type { ReadConnection, WriteConnection } from './connection.ts';

/** Codes a durable page: 32 or 48 kB, so that a million load in about 140 ms. */
export const CODES_A_PAGE = 1_024;

/** Writes codes of one width to their durable pages; a passage's id is its place. */
export class CodePageWriter {
  readonly #connection: WriteConnection;
  readonly #model: number;
  readonly #width: number;
  readonly #dirty = new Map<number, Buffer>();

  /** @param width bytes of a code */
  constructor(connection: WriteConnection, model: number, width: number) {
    this.#connection = connection;
    this.#width = width;
    this.#model = model;
  }

  put(firstPassage: number, codes: Uint8Array): void {
    const width = this.#width;
    const count = codes.length / width;
    for (let index = 0; index < count; index += 1) {
      const place = firstPassage + index;
      const page = this.#page(Math.floor(place / CODES_A_PAGE));
      page.set(codes.subarray(index * width, (index + 1) * width), (place % CODES_A_PAGE) * width);
    }
  }

  clear(firstPassage: number, count: number): void {
    this.put(firstPassage, new Uint8Array(count * this.#width));
  }

  flush(): void {
    const store = this.#connection.prepare<[number, number, Buffer], never>(
      `INSERT INTO code_pages (model, page, codes) VALUES (?, ?, ?)
       ON CONFLICT (model, page) DO UPDATE SET codes = excluded.codes`,
    );
    const drop = this.#connection.prepare<[number, number], never>(
      'DELETE FROM code_pages WHERE model = ? AND page = ?',
    );
    for (const [page, codes] of this.#dirty) {
      // Nothing is kept of a page that has nothing: not of a model either that has gone since.
      if (codes.equals(Buffer.alloc(codes.length))) drop.run(this.#model, page);
      else store.run(this.#model, page, codes);
    }
    this.#dirty.clear();
  }

  /** Forgets what was not flushed: its transaction failed. */
  discard(): void {
    this.#dirty.clear();
  }

  #page(number: number): Buffer {
    const known = this.#dirty.get(number);
    if (known !== undefined) return known;
    const row = this.#connection
      .prepare<[number, number], { codes: Buffer }>(
        'SELECT codes FROM code_pages WHERE model = ? AND page = ?',
      )
      .get(this.#model, number);
    const page = row === undefined ? Buffer.alloc(CODES_A_PAGE * this.#width) : Buffer.from(row.codes);
    this.#dirty.set(number, page);
    return page;
  }
}

/** Every durable page of a model, in no order. */
export function* readCodePages(
  connection: ReadConnection,
  model: number,
): Generator<{ readonly firstPassage: number; readonly codes: Uint8Array }> {
  const rows = connection
    .prepare<[number], { page: number; codes: Buffer }>('SELECT page, codes FROM code_pages WHERE model = ?')
    .iterate(model);
  for (const { page, codes } of rows) yield { firstPassage: page * CODES_A_PAGE, codes };
}
