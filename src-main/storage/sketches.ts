import type { ReadConnection, WriteConnection } from './connection.ts';

/** A content's sketch, or that its text is too short to have one. */
export interface StoredSketch {
  readonly content: number;
  /** Of what the sketch was made: an id may be given again. */
  readonly hash: Uint8Array;
  readonly sketch: Uint16Array | null;
}

/** A content whose text was not looked at yet. */
export interface UnsketchedContent {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly length: number;
}

const SOME = 500;

/** The next contents without a sketch. */
export function unsketched(connection: ReadConnection): UnsketchedContent[] {
  return connection
    .prepare<[number], { id: number; hash: Buffer; length: number }>(
      `SELECT id, hash, length FROM contents
       WHERE length > 0 AND NOT EXISTS (SELECT 1 FROM sketches WHERE content = contents.id)
       ORDER BY id LIMIT ?`,
    )
    .all(SOME)
    .map(({ id, hash, length }) => ({ id, hash: Uint8Array.from(hash), length }));
}

/** Contents that were looked at, of all that have a text. */
export function countSketched(connection: ReadConnection): { done: number; total: number } {
  const row = connection
    .prepare<[], { done: number; total: number }>(
      `SELECT (SELECT count(*) FROM sketches) AS done, (SELECT count(*) FROM contents WHERE length > 0) AS total`,
    )
    .get();
  return { done: row?.done ?? 0, total: row?.total ?? 0 };
}

/** Keeps sketches of contents that are still there. */
export function keepSketches(connection: WriteConnection, sketches: readonly StoredSketch[]): void {
  const insert = connection.prepare<[Uint8Array, number, Uint8Array], never>(
    'INSERT OR REPLACE INTO sketches (content, sketch) SELECT id, ? FROM contents WHERE id = ? AND hash = ?',
  );
  connection.transaction(() => {
    for (const { content, hash, sketch } of sketches)
      insert.run(sketch === null ? new Uint8Array(0) : new Uint8Array(sketch.buffer), content, hash);
  });
}

/** Every sketch, row by row, of contents that a document has. */
export function readSketches(
  connection: ReadConnection,
  values: number,
): { contents: Uint32Array; sketches: Uint16Array } {
  const rows = connection
    .prepare<[number], { content: number; sketch: Buffer }>(
      `SELECT content, sketch FROM sketches WHERE length(sketch) = ?
         AND EXISTS (SELECT 1 FROM documents WHERE documents.content = sketches.content) ORDER BY content`,
    )
    .all(values * Uint16Array.BYTES_PER_ELEMENT);
  const sketches = new Uint16Array(rows.length * values);
  rows.forEach(({ sketch }, row) => {
    sketches.set(new Uint16Array(Uint8Array.from(sketch).buffer), row * values);
  });
  return { contents: Uint32Array.from(rows, ({ content }) => content), sketches };
}

/** A number that is another one when sketches came or left. */
export function sketchesEdition(connection: ReadConnection): string {
  const row = connection
    .prepare<[], { count: number; sum: number; documents: number }>(
      `SELECT count(*) AS count, ifnull(sum(content), 0) AS sum, (SELECT count(*) FROM documents) AS documents FROM sketches`,
    )
    .get();
  return `${row?.count ?? 0} ${row?.sum ?? 0} ${row?.documents ?? 0}`;
}
