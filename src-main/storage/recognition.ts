import type { ReadConnection, WriteConnection } from './connection.ts';
import { WITHIN } from '../lib/document-path.ts';

/** The words of one page of a document that is not finished. */
export interface StoredPage {
  readonly page: number;
  readonly text: string;
  readonly code: string | null;
}

/** A content whose pictures nobody has looked at, and where it lies. */
export interface PicturedContent {
  readonly content: number;
  readonly hash: Uint8Array;
  readonly format: string;
  readonly root: number;
  /** The file, below the root. */
  readonly path: string;
  /** Where the document lies in the file; null where it is the file. */
  readonly within: string | null;
  /** Pages that were looked at before a kill or a pause. */
  readonly pages: readonly StoredPage[];
}

interface PicturedRow extends Omit<PicturedContent, 'within' | 'pages'> {
  readonly container: string | null;
}

/** The first content behind `after` whose pictures are still to be looked at; undefined where there is none. */
export function nextPictured(
  connection: ReadConnection,
  after: number,
  languages: string,
): PicturedContent | undefined {
  const row = connection
    .prepare<[number], PicturedRow>(
      `SELECT contents.id AS content, hash, format, documents.root, documents.path, file.path AS container
       FROM contents JOIN documents ON documents.content = contents.id
       LEFT JOIN documents AS file ON file.id = documents.container
       WHERE pictured > 0 AND languages IS NULL AND contents.id > ?
       ORDER BY contents.id, documents.container IS NOT NULL, length(documents.path) LIMIT 1`,
    )
    .get(after);
  if (row === undefined) return undefined;
  const { container, path, ...place } = row;
  const pages = connection
    .prepare<[Uint8Array, string], StoredPage>(
      'SELECT page, text, code FROM recognised_pages WHERE hash = ? AND languages = ? ORDER BY page',
    )
    .all(row.hash, languages);
  if (container === null) return { ...place, path, within: null, pages };
  return { ...place, path: container, within: path.slice(container.length + WITHIN.length), pages };
}

/** Pages with words in pictures, and how many of them were looked at. */
export function countPictured(connection: ReadConnection): { total: number; done: number } {
  const row = connection
    .prepare<[], { total: number; done: number }>(
      `SELECT coalesce(sum(pictured), 0) AS total,
         coalesce(sum(iif(languages IS NULL, 0, pictured)), 0) AS done
       FROM contents WHERE pictured > 0`,
    )
    .get() ?? { total: 0, done: 0 };
  const kept = connection
    .prepare<[], { count: number }>('SELECT count(*) AS count FROM recognised_pages')
    .get();
  return { total: row.total, done: Math.min(row.total, row.done + (kept?.count ?? 0)) };
}

/** Documents by id that have a reason and wait for their pictures to be looked at. */
export function documentsPictured(connection: ReadConnection): number[] {
  return connection
    .prepare<[], { id: number }>(
      `SELECT documents.id FROM documents JOIN contents ON contents.id = documents.content
       WHERE documents.code IS NOT NULL AND pictured > 0 AND languages IS NULL`,
    )
    .all()
    .map(({ id }) => id);
}

/** Keeps the words of a page until its document is finished. */
export function keepRecognisedPage(
  connection: WriteConnection,
  hash: Uint8Array,
  { page, text, code, languages }: StoredPage & { readonly languages: string },
): void {
  connection
    .prepare<unknown[], never>(
      'INSERT OR REPLACE INTO recognised_pages (hash, page, languages, text, code) VALUES (?, ?, ?, ?, ?)',
    )
    .run(hash, page, languages, text, code);
}

/** Notes that nobody will look at a content again unasked; a document that has no other words says why. */
export function giveUpRecognition(
  connection: WriteConnection,
  content: number,
  why: { readonly languages: string; readonly code: string; readonly cause: string },
): void {
  connection.transaction(() => {
    connection
      .prepare<[string, number], never>('UPDATE contents SET languages = ? WHERE id = ?')
      .run(why.languages, content);
    for (const [table, id] of [
      ['contents', 'id'],
      ['documents', 'content'],
    ] as const)
      connection
        .prepare<[string, string, number], never>(
          `UPDATE ${table} SET code = ?, cause = ? WHERE ${id} = ? AND code IS NOT NULL`,
        )
        .run(why.code, why.cause, content);
  });
}

export interface RecogniseAgainRequest {
  readonly languages: string;
  /** A file, with all that is in it; every one where none is given. */
  readonly of?: number;
}

/** Pictures that were looked at for words of other languages, or in vain, are looked at again. */
export function recogniseAgain(connection: WriteConnection, { languages, of }: RecogniseAgainRequest): void {
  connection
    .prepare<[{ readonly languages: string; readonly file: number | null }], never>(
      `UPDATE contents SET languages = NULL WHERE pictured > 0 AND languages IS NOT NULL
         AND (languages <> :languages OR code IN ('RECOGNITION_TOO_LONG', 'RECOGNITION_FAILED'))
         AND (:file IS NULL OR id IN (SELECT content FROM documents WHERE id = :file OR container = :file))`,
    )
    .run({ languages, file: of ?? null });
}

/** Words of pages whose document left. */
export function dropLoosePages(connection: WriteConnection): void {
  connection.exec('DELETE FROM recognised_pages WHERE hash NOT IN (SELECT hash FROM contents)');
}
