import type { ReadConnection } from './connection.ts';
import { documentsOfContent, type DocumentRow } from './documents.ts';
import { readContent } from './passages.ts';

/** Documents of some roots alone: what may be seen of a library by those who may not see all. */

const IN_ROOTS = 'root IN (SELECT value FROM json_each(?))';

/** Contents of which a document lies in one of the roots. */
export function contentsSeen(connection: ReadConnection, roots: readonly number[]): Set<number> {
  return new Set(
    connection
      .prepare<[string], number>(
        `SELECT DISTINCT content FROM documents WHERE content IS NOT NULL AND ${IN_ROOTS}`,
      )
      .pluck()
      .all(JSON.stringify(roots)),
  );
}

/** 1 for each passage of such contents, by id, below `used`. */
export function passagesSeen(connection: ReadConnection, roots: readonly number[], used: number): Uint8Array {
  const passages = new Uint8Array(used);
  const rows = connection
    .prepare<[string], { first: number; count: number }>(
      `SELECT first_passage AS first, passages AS count FROM contents
       WHERE id IN (SELECT content FROM documents WHERE ${IN_ROOTS})`,
    )
    .iterate(JSON.stringify(roots));
  for (const { first, count } of rows) passages.fill(1, first, first + count);
  return passages;
}

/** The documents of a content that lie in the roots, or all of them for null; shortest path first. */
export function documentsSeen(
  connection: ReadConnection,
  content: number,
  roots: readonly number[] | null,
): DocumentRow[] {
  const documents = documentsOfContent(connection, content);
  return roots === null ? documents : documents.filter(({ root }) => roots.includes(root));
}

/** Labels that documents of some roots carry, and how many do, copies once. */
export function labelsSeen(
  connection: ReadConnection,
  roots: readonly number[],
): { readonly label: number; readonly documents: number }[] {
  return connection
    .prepare<[string], { label: number; documents: number }>(
      `SELECT label, count(*) AS documents FROM document_labels
       WHERE content IN (SELECT content FROM documents WHERE ${IN_ROOTS}) GROUP BY label`,
    )
    .all(JSON.stringify(roots));
}

export interface LabelledRequest {
  readonly label: number;
  readonly roots: readonly number[];
  readonly offset: number;
  readonly limit: number;
}

/** A document that carries a label. */
export interface LabelledDocument {
  readonly document: DocumentRow;
  readonly title: string | null;
  readonly format: string;
}

/** Documents of some roots that carry a label, best first, copies once. */
export function labelledSeen(
  connection: ReadConnection,
  { label, roots, offset, limit }: LabelledRequest,
): LabelledDocument[] {
  const contents = connection
    .prepare<[number, string, number, number], number>(
      `SELECT content FROM document_labels
       WHERE label = ? AND content IN (SELECT content FROM documents WHERE ${IN_ROOTS})
       ORDER BY score DESC, content LIMIT ? OFFSET ?`,
    )
    .pluck()
    .all(label, JSON.stringify(roots), limit, offset);
  return contents.flatMap((content) => {
    const [document] = documentsSeen(connection, content, roots);
    const read = readContent(connection, content);
    return document === undefined || read === undefined
      ? []
      : [{ document, title: read.title, format: read.format }];
  });
}
