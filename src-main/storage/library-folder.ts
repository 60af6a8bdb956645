import { chmodSync, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { fileSystemOf, networkName } from './file-system.ts';

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
 * @param lookAt tells what file system a folder lies on
 * @throws InklingError LIBRARY_UNWRITABLE, LIBRARY_ON_NETWORK
 */
export function prepareLibraryFolder(
  folder: string,
  lookAt: typeof fileSystemOf = fileSystemOf,
): LibraryFiles {
  requireOwnDisk(folder, lookAt);
  try {
    makeFolder(resolve(folder));
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

/** Locks and logs of a database shared over a network do not hold: two computers would damage it. */
function requireOwnDisk(folder: string, lookAt: typeof fileSystemOf): void {
  const network = networkName(lookAt(nearestThere(resolve(folder))));
  if (network === null) return;
  throw new InklingError('LIBRARY_ON_NETWORK', {
    cause: `The library folder ${folder} lies on a network drive (${network}), where a library can be damaged.`,
    remedy:
      'Give a folder on a disk of this computer with --library or INKLING_LIBRARY. The folders you search may lie anywhere.',
  });
}

/** A folder that has yet to be made lies where the one around it does. */
function nearestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestThere(dirname(folder));
}

/** Sets every regular file of the folder to 0600. */
export function closeToOthers(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) chmodSync(join(folder, entry.name), 0o600);
  }
}

/** Below this the system itself begins to suffer, and SQLite's log needs its share. */
export const LEAST_FREE = 300 * 1_048_576;

/** Bytes free for the library. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * To be asked before more is stored.
 * @throws InklingError DISK_NEARLY_FULL
 */
export function requireRoom(folder: string, least: number = LEAST_FREE): void {
  if (freeBytes(folder) >= least) return;
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
