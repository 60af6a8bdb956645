import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { openForWriting, type WriteConnection } from './connection.ts';
import { migrate, type Migration } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';

/** Safety copies of person.db that are kept. */
const KEPT_COPIES = 5;

/** Opens what the person made, copied first where its schema is about to change. */
export function openPersonDatabase(file: string, migrations: readonly Migration[] = personMigrations): WriteConnection {
  const connection = openForWriting(file, { durable: true });
  migrate(connection, migrations, (version) => {
    connection.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.before-${version + 1}-${Date.now()}`);
    dropOldCopies(file);
  });
  return connection;
}

function dropOldCopies(file: string): void {
  const folder = dirname(file);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.before-`))
    .sort((left, right) => copyTime(left) - copyTime(right));
  for (const name of copies.slice(0, -KEPT_COPIES)) rmSync(join(folder, name));
}

function copyTime(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
