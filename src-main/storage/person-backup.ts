import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { openForWriting, type WriteConnection } from './connection.ts';
import { schemaVersion } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';
import { settleOnDisk } from './person-copies.ts';
import { examinePerson } from './person-soundness.ts';
import type { PersonStore, Root } from './person.ts';

/** What the person made, written into one file. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes what the person made into a new file, whole or not at all.
 * @throws InklingError BACKUP_NOT_WRITTEN, DISK_FULL
 */
export function writeBackup(person: PersonStore, file: string): Backup {
  const draft = `${file}.part`;
  try {
    if (existsSync(file)) throw new Error('there is a file of this name already');
    rmSync(draft, { force: true });
    person.copyTo(draft);
    chmodSync(draft, 0o600);
    settleOnDisk(draft);
    renameSync(draft, file);
    return { file, bytes: statSync(file).size };
  } catch (thrown) {
    rmSync(draft, { force: true });
    if (thrown instanceof InklingError) throw thrown;
    throw new InklingError('BACKUP_NOT_WRITTEN', {
      cause: `The backup could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Give another name, or a folder that you may write to.',
    });
  }
}

/** A name of this day that is free in a folder. */
export function freeBackupName(folder: string, now: Date = new Date()): string {
  const name = `inkling-backup-${now.toISOString().slice(0, 10)}.db`;
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? name : `${basename(name, extname(name))}-${copy}${extname(name)}`;
    if (!existsSync(join(folder, candidate))) return candidate;
  }
}

/**
 * Takes a backup in beside person.db, its folders under the numbers that the index knows them by; it takes the place of
 * person.db at the next start. Answers with the folders it has.
 * @throws InklingError BACKUP_UNREADABLE, LIBRARY_NEWER
 */
export function takeBackupIn(backup: string, person: string, known: readonly Root[]): readonly string[] {
  const draft = `${person}.restore-draft`;
  removeWithLogs(draft);
  try {
    copyFileSync(backup, draft);
    if (examinePerson(draft) !== 'sound') throw new Error('it is no backup of Inkling’s');
    const paths = renumberRoots(draft, known);
    renameSync(draft, waiting(person));
    return paths;
  } catch (thrown) {
    if (thrown instanceof InklingError) throw thrown;
    throw new InklingError('BACKUP_UNREADABLE', {
      cause: `${basename(backup)} cannot be restored: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      remedy: 'Give a file that a backup of Inkling wrote.',
    });
  } finally {
    removeWithLogs(draft);
  }
}

/** Puts a backup that was taken in into its place; what stood there is kept beside it as before a migration. */
export function restoreWaiting(person: string, now: Date = new Date()): boolean {
  if (!existsSync(waiting(person))) return false;
  if (existsSync(person)) {
    // Its log is written back first: it is kept whole.
    openForWriting(person, { durable: true }).closeWhole();
    renameSync(person, join(dirname(person), `${basename(person)}.before-restore-${now.getTime()}`));
  }
  for (const companion of ['-wal', '-shm']) rmSync(`${person}${companion}`, { force: true });
  renameSync(waiting(person), person);
  return true;
}

function waiting(person: string): string {
  return `${person}.restore`;
}

function renumberRoots(file: string, known: readonly Root[]): string[] {
  const connection = openForWriting(file, { durable: true });
  try {
    requireKnown(schemaVersion(connection));
    return connection.transaction(() => renumber(connection, known));
  } finally {
    connection.closeWhole();
  }
}

/** A folder that both have keeps its number here; others get one that no folder ever had here. */
function renumber(connection: WriteConnection, known: readonly Root[]): string[] {
  const rows = connection.prepare<[], { id: number; path: string }>('SELECT id, path FROM roots').all();
  let free = Math.max(0, ...rows.map(({ id }) => id), ...known.map(({ id }) => id));
  connection.exec('UPDATE roots SET id = -id');
  const change = connection.prepare<[number, number], never>('UPDATE roots SET id = ? WHERE id = ?');
  for (const { id, path } of rows)
    change.run(known.find((root) => root.path === path)?.id ?? (free += 1), -id);
  return rows.map(({ path }) => path);
}

function requireKnown(version: number): void {
  if (version <= personMigrations.length) return;
  throw new InklingError('LIBRARY_NEWER', {
    cause: 'The backup was written by a newer Inkling.',
    remedy: 'Restore it with the newer Inkling.',
  });
}

function removeWithLogs(file: string): void {
  for (const companion of ['', '-wal', '-shm']) rmSync(`${file}${companion}`, { force: true });
}
