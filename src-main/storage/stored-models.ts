import type { ReadConnection, WriteConnection } from './connection.ts';
import { findModel } from './models.ts';

/** The number a model's codes and vectors are stored under; a name holds its version, so another one starts anew. */
export function modelNumber(connection: WriteConnection, name: string): number {
  connection
    .prepare<[string], never>('INSERT INTO models (name) VALUES (?) ON CONFLICT (name) DO NOTHING')
    .run(name);
  return findModel(connection, name);
}

/** The numbers under which codes of a model's vectors are stored, of any version: a name is the model's, #, version. */
export function codeModels(connection: ReadConnection, heavyModel: string): number[] {
  return names(connection).flatMap(({ id, name }) => (name.startsWith(`${heavyModel}#`) ? [id] : []));
}

/** Names of the heavy models of which something is stored, but for those numbers. */
export function otherModels(connection: ReadConnection, but: readonly number[]): string[] {
  const used = new Set(
    connection
      .prepare<[], { model: number }>('SELECT model FROM vectors UNION SELECT model FROM code_pages')
      .all()
      .map(({ model }) => model),
  );
  return names(connection).flatMap(({ id, name }) => {
    if (but.includes(id) || name.includes('#')) return [];
    return [id, ...codeModels(connection, name)].some((number) => used.has(number)) ? [name] : [];
  });
}

/** Takes out all that models made, inside a transaction. */
export function dropModels(connection: WriteConnection, models: readonly string[]): void {
  const dropVectors = connection.prepare<[number], never>('DELETE FROM vectors WHERE model = ?');
  const dropMeans = connection.prepare<[number], never>(
    'UPDATE document_vectors SET heavy = NULL, heavy_model = NULL WHERE heavy_model = ?',
  );
  const dropCodes = connection.prepare<[number], never>('DELETE FROM code_pages WHERE model = ?');
  const dropFits = connection.prepare<[number], never>('DELETE FROM code_fits WHERE model = ?');
  for (const name of models) {
    const model = findModel(connection, name);
    dropVectors.run(model);
    dropMeans.run(model);
    dropFits.run(model);
    for (const codes of codeModels(connection, name)) dropCodes.run(codes);
  }
}

/** Whether the file is larger than what is in it. */
export function hasFreePages(connection: ReadConnection): boolean {
  const row = connection.prepare<[], { freelist_count: number }>('PRAGMA freelist_count').get();
  return (row?.freelist_count ?? 0) > 0;
}

function names(connection: ReadConnection): { id: number; name: string }[] {
  return connection.prepare<[], { id: number; name: string }>('SELECT id, name FROM models').all();
}
