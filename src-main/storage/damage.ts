import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { InklingError } from '../lib/errors.ts';
import { isFull, sqliteCode } from './connection.ts';
import { looksDamaged } from './index-check.ts';

/** What holds an index's words: the file and its log. */
const HOLDING = ['', '-wal'];
/** What goes without a loss. */
const PASSING = ['-shm', '-journal', '.damaged'];

/** The code of a failure that making the index again mends. */
export const INDEX_DAMAGED = 'INDEX_DAMAGED';

/** Whether SQLite refused a file because it is no sound database. */
export function isDamage(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

/** Turns SQLite's word that there is no room into an error with a remedy; anything else stays what it is. */
export function tellFull(thrown: unknown): unknown {
  return isFull(thrown) ? diskFull() : thrown;
}

/** Turns SQLite's refusal of index.db into an error with a remedy, and marks the file for the next start. */
export function tellDamage(thrown: unknown, file: string | undefined): unknown {
  if (isFull(thrown)) return diskFull();
  if (!isDamage(thrown)) return thrown;
  if (file !== undefined) markDamaged(file);
  return new InklingError(INDEX_DAMAGED, {
    cause: 'The index of this library is damaged; your files and settings are not.',
    remedy:
      'End the engine with `inkling stop` and start Inkling again: the index is made anew from your files.',
  });
}

/** What was stored stays; the batch under way is read again. */
function diskFull(): InklingError {
  return new InklingError('DISK_FULL', {
    cause: 'The disk the library lies on is full; what was stored before is safe.',
    remedy: 'Make room on the disk, then look again for changes.',
  });
}

export function isMarkedDamaged(file: string): boolean {
  return existsSync(`${file}.damaged`);
}

/** The next start sets it aside and makes it anew. */
export function markDamaged(file: string): void {
  writeFileSync(`${file}.damaged`, '', { mode: 0o600 });
}

/**
 * Takes a damaged index.db out of the way, where the one before it lay: all of it can be made again from the files.
 * Answers with the bytes set aside; null where nothing is wrong as far as a cheap look can tell.
 */
export function setAsideDamaged(file: string): number | null {
  if (!isMarkedDamaged(file) && !looksDamaged(file)) return null;
  removeSetAside(file);
  for (const companion of HOLDING)
    if (existsSync(`${file}${companion}`)) renameSync(`${file}${companion}`, `${setAside(file)}${companion}`);
  for (const companion of PASSING) rmSync(`${file}${companion}`, { force: true });
  return setAsideBytes(file);
}

/** Bytes of the damaged index that is kept; 0 where there is none. */
export function setAsideBytes(file: string): number {
  return HOLDING.reduce(
    (sum, companion) =>
      sum + (statSync(`${setAside(file)}${companion}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

export function removeSetAside(file: string): void {
  for (const companion of HOLDING) rmSync(`${setAside(file)}${companion}`, { force: true });
}

function setAside(file: string): string {
  return `${file}.set-aside`;
}
