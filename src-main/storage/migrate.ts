import { InklingError } from '../lib/errors.ts';
import type { WriteConnection } from './connection.ts';

/** One step of a schema: version N is reached by applying it to version N − 1. */
export interface Migration {
  readonly slug: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest version, each step in a transaction of its own.
 * @param beforeFirst runs once before an existing database is changed, for a safety copy.
 * @throws InklingError LIBRARY_NEWER, the database closed and untouched, where the database was written by a newer Inkling.
 */
export function migrate(
  connection: WriteConnection,
  migrations: readonly Migration[],
  beforeFirst: (version: number) => void = () => undefined,
): void {
  const version = schemaVersion(connection);
  if (version > migrations.length) {
    connection.close();
    throw newerLibrary(version, migrations.length);
  }
  if (version > 0 && version < migrations.length) beforeFirst(version);
  migrations.slice(version).forEach((migration, offset) => {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.exec(`PRAGMA user_version = ${version + offset + 1}`);
    });
  });
}

/** The version a database is at; 0 for a new one. */
export function schemaVersion(connection: WriteConnection): number {
  const row = connection.prepare<[], { user_version: number }>('PRAGMA user_version').get();
  return row?.user_version ?? 0;
}

function newerLibrary(found: number, known: number): InklingError {
  return new InklingError('LIBRARY_NEWER', {
    cause: `The library was written by a newer Inkling (schema ${found}, this one knows ${known}).`,
    remedy: 'Start the newer Inkling, or give another folder with --library.',
  });
}
