import { foldersOfPath, nameOfPath, WITHIN } from '../lib/document-path.ts';
import { indexableName } from '../lib/text/indexable.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';

/** A document that lies within a file. */
export interface PlacedPart {
  /** Within the file. */
  readonly path: string;
  readonly size: number;
  readonly state: 'indexed' | 'partial' | 'listed';
  readonly content: number | null;
  readonly code: string | null;
  readonly cause: string | null;
}

export function isKnown(connection: ReadConnection, id: number): boolean {
  return (
    connection.prepare<[number], { id: number }>('SELECT id FROM documents WHERE id = ?').get(id) !==
    undefined
  );
}

/** Makes a document findable by its name and its folders'. */
export function nameDocument(connection: WriteConnection, id: number, path: string): void {
  connection
    .prepare<unknown[], never>('INSERT INTO names (rowid, name, folders) VALUES (?, ?, ?)')
    .run(id, indexableName(nameOfPath(path)), indexableName(foldersOfPath(path)));
}

/** Lets go of documents, and of those that lie within them. */
export function dropDocuments(
  connection: WriteConnection,
  documents: readonly { readonly id: number }[],
): void {
  for (const { id } of documents) {
    dropParts(connection, id);
    dropOne(connection, id);
  }
}

/** Puts documents that lie within a file in the place of those it held before. */
export function replaceParts(
  connection: WriteConnection,
  container: number,
  parts: readonly PlacedPart[],
): void {
  dropParts(connection, container);
  if (parts.length === 0) return;
  const insert = connection.prepare<unknown[], never>(
    `INSERT OR IGNORE INTO documents (root, path, size, modified, state, content, code, cause, seen, container)
     SELECT root, path || ?, ?, modified, ?, ?, ?, ?, seen, id FROM documents WHERE id = ?`,
  );
  const pathOf = connection.prepare<[number], { path: string }>('SELECT path FROM documents WHERE id = ?');
  for (const { path, size, state, content, code, cause } of parts) {
    const made = insert.run(`${WITHIN}${path}`, size, state, content, code, cause, container);
    if (made.changes === 0) continue;
    const id = Number(made.lastInsertRowid);
    nameDocument(connection, id, pathOf.get(id)?.path ?? path);
  }
}

function dropParts(connection: WriteConnection, container: number): void {
  const parts = connection
    .prepare<[number], { id: number }>('SELECT id FROM documents WHERE container = ?')
    .all(container);
  for (const { id } of parts) dropOne(connection, id);
}

function dropOne(connection: WriteConnection, id: number): void {
  connection.prepare<[number], never>('DELETE FROM documents WHERE id = ?').run(id);
  connection.prepare<[number], never>('DELETE FROM names WHERE rowid = ?').run(id);
}
