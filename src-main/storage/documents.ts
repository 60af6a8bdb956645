import type { ReadConnection } from './connection.ts';

/** A file as the index knows it. */
export interface DocumentRow {
  readonly id: number;
  readonly root: number;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly state: 'waiting' | 'indexed' | 'partial' | 'listed';
  readonly content: number | null;
  readonly code: string | null;
  readonly cause: string | null;
  /** The document of the file that holds it; null for a file. */
  readonly container: number | null;
}

const COLUMNS = 'id, root, path, size, modified, state, content, code, cause, container';

export function readDocument(connection: ReadConnection, id: number): DocumentRow | undefined {
  return connection.prepare<[number], DocumentRow>(`SELECT ${COLUMNS} FROM documents WHERE id = ?`).get(id);
}

export function documentAt(connection: ReadConnection, root: number, path: string): DocumentRow | undefined {
  return connection
    .prepare<[number, string], DocumentRow>(`SELECT ${COLUMNS} FROM documents WHERE root = ? AND path = ?`)
    .get(root, path);
}

/** Every document of a content, shortest path first: the first stands for the copies. */
export function documentsOfContent(connection: ReadConnection, content: number): DocumentRow[] {
  const of = `SELECT ${COLUMNS} FROM documents WHERE content = ?`;
  const found = connection.prepare<[number], DocumentRow>(of).all(content);
  if (found.length < 2) return found;
  // Few have a copy, and to sort takes SQLite four times as long as to find, were it but one row.
  return connection.prepare<[number], DocumentRow>(`${of} ORDER BY length(path), path, root`).all(content);
}

/** Documents with an error code, by path. */
export function documentsWithErrors(connection: ReadConnection): DocumentRow[] {
  return connection
    .prepare<[], DocumentRow>(`SELECT ${COLUMNS} FROM documents WHERE code IS NOT NULL ORDER BY root, path`)
    .all();
}

export interface StateCount {
  readonly root: number;
  readonly state: DocumentRow['state'] | 'excluded';
  readonly count: number;
}

/** How many files of each root are in each state; what they hold is not counted. */
export function countStates(connection: ReadConnection): StateCount[] {
  return connection
    .prepare<[], StateCount>(
      `SELECT root, state, count(*) AS count FROM documents WHERE container IS NULL GROUP BY root, state
       UNION ALL SELECT root, 'excluded', count(*) FROM exclusions GROUP BY root`,
    )
    .all();
}

/** When each root was looked over to the end, in milliseconds since 1970. */
export function finishedLooks(connection: ReadConnection): { root: number; finished: number | null }[] {
  return connection
    .prepare<[], { root: number; finished: number | null }>('SELECT root, finished FROM looks')
    .all();
}
