import type { ReadConnection } from './connection.ts';

/** A passage with the content it belongs to. */
export interface PassageRow {
  readonly id: number;
  readonly content: number;
  readonly title: string | null;
  readonly start: number;
  readonly length: number;
  readonly page: number | null;
  readonly heading: string | null;
  readonly hash: Uint8Array;
}

export interface ContentRow {
  readonly id: number;
  readonly title: string | null;
  readonly format: string;
  readonly length: number;
  readonly firstPassage: number;
  readonly passages: number;
  /** Pages with words that were recognised in pictures. */
  readonly recognised: number;
}

const CONTENT_COLUMNS =
  'contents.id, contents.title, contents.format, contents.length, first_passage AS firstPassage, contents.passages, contents.recognised';

/** The passage of an id; undefined where it left since its code was read. Two look-ups by key: it is asked hundreds of times a query. */
export function readPassage(
  connection: ReadConnection,
  id: number,
  content = contentOfPassage(connection, id),
): PassageRow | undefined {
  const row = connection
    .prepare<[number], Omit<PassageRow, 'content' | 'title'>>(
      'SELECT id, start, length, page, heading, hash FROM passages WHERE id = ?',
    )
    .get(id);
  if (content === undefined || row === undefined) return undefined;
  return { ...row, content: content.id, title: content.title };
}

/** The content a passage belongs to; undefined where it left. */
export function contentOfPassage(connection: ReadConnection, passage: number): ContentRow | undefined {
  const row = connection
    .prepare<[number], ContentRow>(
      `SELECT ${CONTENT_COLUMNS} FROM contents
       WHERE passages > 0 AND first_passage <= ? ORDER BY first_passage DESC LIMIT 1`,
    )
    .get(passage);
  return row !== undefined && passage < row.firstPassage + row.passages ? row : undefined;
}

export function readContent(connection: ReadConnection, id: number): ContentRow | undefined {
  return connection
    .prepare<[number], ContentRow>(`SELECT ${CONTENT_COLUMNS} FROM contents WHERE id = ?`)
    .get(id);
}

/** Where each passage of a content begins, for a reader that shows pages and headings. */
export function passagePlaces(
  connection: ReadConnection,
  content: ContentRow,
): { start: number; page: number | null; heading: string | null }[] {
  return connection
    .prepare<[number, number], { start: number; page: number | null; heading: string | null }>(
      'SELECT start, page, heading FROM passages WHERE id BETWEEN ? AND ? ORDER BY id',
    )
    .all(content.firstPassage, content.firstPassage + content.passages - 1);
}

export function countPassages(connection: ReadConnection): number {
  return (
    connection
      .prepare<[], { count: number }>('SELECT coalesce(sum(passages), 0) AS count FROM contents')
      .get()?.count ?? 0
  );
}
