import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';

import { InklingError } from '../lib/errors.ts';
import { openForWriting, type WriteConnection } from './connection.ts';
import { isDamage, tellFull } from './damage.ts';
import { migrate, type Migration } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';
import { PersonCopies, settleOnDisk } from './person-copies.ts';
import { examinePerson } from './person-soundness.ts';

/** What was done where person.db was damaged or gone. */
export interface PersonRecovery {
  /** Milliseconds since 1970: what the person made later is not in the copy. */
  readonly from: number;
  /** The name of the damaged file where there was one. */
  readonly damaged: string | null;
}

/**
 * Opens what the person made, copied first where its schema is about to change. A damaged file is left as it is.
 * @throws InklingError LIBRARY_NEWER, LIBRARY_UNREADABLE, DISK_FULL
 */
export function openPersonDatabase(
  file: string,
  migrations: readonly Migration[] = personMigrations,
): WriteConnection {
  try {
    return openAndMigrate(file, migrations);
  } catch (thrown) {
    throw isDamage(thrown) ? damagedPerson(file) : tellFull(thrown);
  }
}

/**
 * Puts the newest good copy in the place of a person.db that is damaged or gone; null where nothing had to be done.
 * @throws InklingError LIBRARY_UNREADABLE where it is damaged and no copy is good
 */
export function recoverPerson(file: string, now: Date = new Date()): PersonRecovery | null {
  const copies = new PersonCopies(file);
  const candidates = copies.all();
  const found = examinePerson(file);
  if (found === 'sound' || (found === 'empty' && candidates.length === 0)) return null;
  const restoring = `${file}.restoring`;
  try {
    const good = candidates.find((copy) => isGoodCopy(copy.file, restoring));
    if (good === undefined) throw damagedPerson(file);
    const damaged = existsSync(file) ? copies.setAside(now) : null;
    removeWithLogs(file);
    renameSync(restoring, file);
    return { from: good.time, damaged };
  } finally {
    removeWithLogs(restoring);
  }
}

/** Looks at a copy of the copy, which then takes the place: looking at a database may change it. */
function isGoodCopy(copy: string, restoring: string): boolean {
  removeWithLogs(restoring);
  copyFileSync(copy, restoring);
  if (examinePerson(restoring) !== 'sound') return false;
  settleOnDisk(restoring);
  return true;
}

function removeWithLogs(file: string): void {
  for (const companion of ['', '-wal', '-shm']) rmSync(`${file}${companion}`, { force: true });
}

function openAndMigrate(file: string, migrations: readonly Migration[]): WriteConnection {
  const connection = openForWriting(file, { durable: true });
  try {
    migrate(connection, migrations, (version) => {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(file, `${file}.before-${version + 1}-${Date.now()}`);
      new PersonCopies(file).dropOldOfMigrations();
    });
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function damagedPerson(file: string): InklingError {
  return new InklingError('LIBRARY_UNREADABLE', {
    cause: `${file}, which holds your folders and settings, is damaged. It was left as it is.`,
    remedy:
      'Put a copy of it in its place, from a backup or one beside it; or move it away and add your folders anew.',
  });
}
