import Database from 'better-sqlite3';

import { InklingError } from '../lib/errors.ts';
import { sqliteCode } from './connection.ts';

/** Held while an engine owns a library. */
export interface LibraryLock {
  release(): void;
}

/**
 * Takes the library for this process by an exclusive transaction, which the system ends at any death of the process.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_UNWRITABLE
 */
export function lockLibrary(file: string): LibraryLock {
  const database = openLock(file);
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database.close();
    throw isBusy(thrown) ? inUse() : unwritable(thrown);
  }
  return {
    release() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function openLock(file: string): Database.Database {
  try {
    return new Database(file, { timeout: 0 });
  } catch (thrown) {
    throw unwritable(thrown);
  }
}

function isBusy(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
}

function inUse(): InklingError {
  return new InklingError('LIBRARY_IN_USE', {
    cause: 'Another engine has this library open.',
    remedy: 'Use the one that runs, or end it with `inkling stop`.',
  });
}

function unwritable(thrown: unknown): InklingError {
  return new InklingError('LIBRARY_UNWRITABLE', {
    cause: `The library folder cannot be locked: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    remedy: 'Make room on its disk, or give a folder you may write to with --library.',
  });
}
