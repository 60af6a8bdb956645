import type { ReadConnection } from '../storage/connection.ts';
import { documentsOfContent, readDocument } from '../storage/documents.ts';
import { readContent } from '../storage/passages.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import type { FolderPlace } from './found-labels.ts';

/** Where a content's first document lies. */
export interface DocumentPlace extends FolderPlace {
  /** The file that holds it, or is it. */
  readonly file: string;
  readonly modified: number;
}

/** Contents by hash. */
export function contentsOf(connection: ReadConnection, hash: Uint8Array): number[] {
  return connection
    .prepare<[Uint8Array], { id: number }>('SELECT id FROM contents WHERE hash = ?')
    .all(hash)
    .map(({ id }) => id);
}

/** The hash of what a document holds; null where none is there. */
export function hashOfDocument(connection: ReadConnection, { root, path }: FolderPlace): Uint8Array | null {
  const row = connection
    .prepare<[number, string], { hash: Buffer }>(
      `SELECT contents.hash FROM documents JOIN contents ON contents.id = documents.content
       WHERE documents.root = ? AND documents.path = ?`,
    )
    .get(root, path);
  return row === undefined ? null : Uint8Array.from(row.hash);
}

/** What a content that is there is known by. */
export function hashOfContent(connection: ReadConnection, content: number): Uint8Array {
  const row = connection
    .prepare<[number], { hash: Buffer }>('SELECT hash FROM contents WHERE id = ?')
    .get(content);
  return Uint8Array.from(row?.hash ?? []);
}

/** Contents of the documents within a folder. */
export function contentsWithin(connection: ReadConnection, { root, path }: FolderPlace): number[] {
  const folder = path === '' ? '' : `${path}/`;
  return connection
    .prepare<[number, string, string], { content: number }>(
      `SELECT DISTINCT content FROM documents
       WHERE root = ? AND substr(path, 1, length(?)) = ? AND content IS NOT NULL ORDER BY content`,
    )
    .all(root, folder, folder)
    .map(({ content }) => content);
}

/** Null where its documents left. */
export function placeOfContent(connection: ReadConnection, content: number): DocumentPlace | null {
  const [first] = documentsOfContent(connection, content);
  if (first === undefined) return null;
  const { root, path, modified, container } = first;
  const holder = container === null ? undefined : readDocument(connection, container);
  return { root, path, file: holder?.path ?? path, modified };
}

/** The language a content was told to have, as a two-letter code; '' where none is told. */
export function languageOfContent(connection: ReadConnection, content: number): string {
  const row = connection
    .prepare<[number], { language: string | null }>('SELECT language FROM contents WHERE id = ?')
    .get(content);
  return row?.language ?? '';
}

/** What a document begins with, so many UTF-16 units at the most. */
export function beginningOf(
  connection: ReadConnection,
  texts: TextReader,
  content: number,
  most: number,
): string {
  const length = readContent(connection, content)?.length ?? 0;
  return texts.read(content, 0, Math.min(length, most));
}
