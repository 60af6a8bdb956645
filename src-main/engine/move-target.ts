import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import {
  freeBytes,
  LEAST_FREE,
  libraryBytes,
  prepareLibraryFolder,
  type LibraryFiles,
} from '../storage/library-folder.ts';
import { isWithin, resolveFolder } from './folders.ts';

/**
 * Makes the folder that a library shall move to, where it is not there.
 * @throws InklingError FOLDER_MISSING, MOVE_INTO_ITSELF, MOVE_TARGET_TAKEN, MOVE_NO_ROOM, LIBRARY_ON_NETWORK,
 *   LIBRARY_UNWRITABLE
 */
export function prepareTarget({ folder: from }: LibraryFiles, typed: string): string {
  const target = join(resolveFolder(dirname(typed)), basename(typed));
  const here = realpathSync(from);
  if (isWithin(target, here) || isWithin(here, target)) throw intoItself();
  if (existsSync(target) && readdirSync(target).length > 0) throw taken(target);
  prepareLibraryFolder(target);
  if (freeBytes(target) < libraryBytes(from) + LEAST_FREE) throw noRoom();
  return target;
}

function intoItself(): InklingError {
  return new InklingError('MOVE_INTO_ITSELF', {
    cause: 'This folder is the library’s own, or lies around or in it.',
    remedy: 'Name a new folder elsewhere.',
  });
}

function taken(target: string): InklingError {
  return new InklingError('MOVE_TARGET_TAKEN', {
    cause: `There is something in ${target} already.`,
    remedy: 'Name a new or an empty folder.',
  });
}

function noRoom(): InklingError {
  return new InklingError('MOVE_NO_ROOM', {
    cause: 'The disk of that folder has too little room for the library.',
    remedy: 'Make room there, or name a folder on another disk.',
  });
}
