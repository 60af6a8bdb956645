import { chmodSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

import { InklingError } from '../lib/errors.ts';

/** The files of a library; see the layout in the documentation of each database. */
export interface LibraryFiles {
  readonly folder: string;
  readonly person: string;
  readonly index: string;
  readonly lock: string;
  /** Imported models, a folder each. */
  readonly models: string;
}

export function libraryFiles(folder: string): LibraryFiles {
  return {
    folder,
    person: join(folder, 'person.db'),
    index: join(folder, 'index.db'),
    lock: join(folder, 'library.lock'),
    models: join(folder, 'models'),
  };
}

/**
 * Makes the folder where it is missing and closes it to everyone else (0700, files 0600).
 * @throws InklingError LIBRARY_UNWRITABLE
 */
export function prepareLibraryFolder(folder: string): LibraryFiles {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    closeToOthers(folder);
  } catch (thrown) {
    throw new InklingError('LIBRARY_UNWRITABLE', {
      cause: `The library folder cannot be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'Give a folder you may write to with --library.',
    });
  }
  return libraryFiles(folder);
}

/** Sets every regular file of the folder to 0600. */
export function closeToOthers(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) chmodSync(join(folder, entry.name), 0o600);
  }
}

/** Below this the system itself begins to suffer, and SQLite's log needs its share. */
const LEAST_FREE = 300 * 1_048_576;

/**
 * To be asked before more is stored.
 * @throws InklingError DISK_NEARLY_FULL
 */
export function requireRoom(folder: string, least: number = LEAST_FREE): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= least) return;
  throw new InklingError('DISK_NEARLY_FULL', {
    cause: `Less than ${Math.round(least / 1_048_576)} MB are free on the disk the library lies on; reading has stopped.`,
    remedy: 'Make room on the disk, then look again for changes; what was read before can be searched.',
  });
}

/** Bytes of every file below the library folder, imported models left out: they are tools, not what was read. */
export function libraryBytes(folder: string): number {
  const { models } = libraryFiles(folder);
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || `${entry.parentPath}${sep}`.startsWith(models + sep)) continue;
    // A file of SQLite's may go between the listing and the look.
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
