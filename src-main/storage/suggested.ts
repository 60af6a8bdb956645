import type { ReadConnection } from './connection.ts';

/** A heading or title that may be worth asking for. */
export interface Asked {
  readonly text: string;
  /** Of the content it stands in. */
  readonly content: number;
}

/** Looked at of each: enough for a choice, quick at any size. */
const PASSAGES = 20_000;
const CONTENTS = 2_000;

/** Headings that are questions, of the first passages. */
export function askedHeadings(connection: ReadConnection): Asked[] {
  return connection
    .prepare<[number], Asked>(
      `SELECT DISTINCT heading AS text,
         (SELECT id FROM contents WHERE first_passage <= passages.id AND contents.passages > 0
          ORDER BY first_passage DESC LIMIT 1) AS content
       FROM passages WHERE id <= ? AND heading LIKE '%?' ORDER BY passages.id`,
    )
    .all(PASSAGES);
}

/** Titles of documents that hold prose. */
export function titles(connection: ReadConnection): Asked[] {
  return connection
    .prepare<[number], Asked>(
      `SELECT title AS text, id AS content FROM contents
       WHERE title IS NOT NULL AND passages > 0 AND data_like = 0 ORDER BY id LIMIT ?`,
    )
    .all(CONTENTS);
}

/** Paths below a root of the files that are found in it. */
export function pathsOf(connection: ReadConnection, root: number): string[] {
  return connection
    .prepare<[number], { path: string }>(
      'SELECT path FROM documents WHERE root = ? AND container IS NULL ORDER BY path',
    )
    .all(root)
    .map(({ path }) => path);
}
