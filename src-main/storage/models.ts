import type { ReadConnection } from './connection.ts';

/** The number a model's codes and vectors are stored under; 0 where nothing is. */
export function findModel(connection: ReadConnection, name: string): number {
  return (
    connection.prepare<[string], { id: number }>('SELECT id FROM models WHERE name = ?').get(name)?.id ?? 0
  );
}
