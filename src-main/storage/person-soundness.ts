import { statSync } from 'node:fs';

import { openForWriting, type ReadConnection, type WriteConnection } from './connection.ts';
import { isDamage } from './damage.ts';
import { schemaVersion } from './migrate.ts';

const OWN_TABLES = ['roots', 'saved_searches', 'settings'];

/** What a file is as a person.db; empty where it was made and nothing was ever stored. */
export type Soundness = 'sound' | 'empty' | 'damaged';

/** Read to the last row: it is small enough for that at every start. */
export function examinePerson(file: string): Soundness {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return 'empty';
  let connection: WriteConnection | undefined;
  try {
    connection = openForWriting(file, { durable: true });
    if (integrityOf(connection) !== 'ok') return 'damaged';
    const tables = tablesOf(connection);
    if (tables.length === 0) return 'empty';
    const isOwn = OWN_TABLES.every((table) => tables.includes(table));
    return isOwn && schemaVersion(connection) > 0 ? 'sound' : 'damaged';
  } catch (thrown) {
    if (isDamage(thrown)) return 'damaged';
    throw thrown;
  } finally {
    closeQuietly(connection);
  }
}

/** SQLite's own look at a database: 'ok', or what is wrong. */
export function integrityOf(connection: ReadConnection): string {
  const found = connection.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(1)').get();
  return found?.integrity_check ?? 'no answer';
}

function tablesOf(connection: WriteConnection): string[] {
  return connection
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .all()
    .map(({ name }) => name);
}

/** A damaged file may fail once more at its close. */
function closeQuietly(connection: WriteConnection | undefined): void {
  try {
    connection?.close();
  } catch {
    // It is going to be set aside.
  }
}
