import Database from 'better-sqlite3';

import { InklingError } from '../lib/errors.ts';

/** Held while an engine owns a library. */
export interface LibraryLock {
  release(): void;
}

/**
 * Takes the library for this process by an exclusive transaction, which the system ends at any death of the process.
 * @throws InklingError LIBRARY_IN_USE
 */
export function lockLibrary(file: string): LibraryLock {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new InklingError('LIBRARY_IN_USE', {
      cause: 'Another engine has this library open.',
      remedy: 'Use the one that runs, or end it with `inkling stop`.',
    });
  }
  return {
    release() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}
