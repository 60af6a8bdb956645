import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { openForWriting, type WriteConnection } from './connection.ts';
import { isDamage } from './damage.ts';
import { migrate, type Migration } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';

/** Safety copies of person.db that are kept. */
const KEPT_COPIES = 5;

/**
 * Opens what the person made, copied first where its schema is about to change. A damaged file is left as it is.
 * @throws InklingError LIBRARY_NEWER, LIBRARY_UNREADABLE
 */
export function openPersonDatabase(
  file: string,
  migrations: readonly Migration[] = personMigrations,
): WriteConnection {
  try {
    return openAndMigrate(file, migrations);
  } catch (thrown) {
    throw isDamage(thrown) ? damagedPerson(file) : thrown;
  }
}

function openAndMigrate(file: string, migrations: readonly Migration[]): WriteConnection {
  const connection = openForWriting(file, { durable: true });
  migrate(connection, migrations, (version) => {
    connection.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.before-${version + 1}-${Date.now()}`);
    dropOldCopies(file);
  });
  return connection;
}

function damagedPerson(file: string): InklingError {
  return new InklingError('LIBRARY_UNREADABLE', {
    cause: `${file}, which holds your folders and settings, is damaged. It was left as it is.`,
    remedy:
      'Put a copy of it in its place, from a backup or one beside it; or move it away and add your folders anew.',
  });
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
