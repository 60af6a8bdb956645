import { existsSync, rmSync, writeFileSync } from 'node:fs';

import { InklingError } from '../lib/errors.ts';

/** What index.db leaves behind when it is taken away: its log, its shared memory and the mark. */
const COMPANIONS = ['', '-wal', '-shm', '-journal', '.damaged'];

/** The code of a failure that making the index again mends. */
export const INDEX_DAMAGED = 'INDEX_DAMAGED';

/** Whether SQLite refused a file because it is no sound database. */
export function isDamage(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

/** Turns SQLite's refusal of index.db into an error with a remedy, and marks the file for the next start. */
export function tellDamage(thrown: unknown, file: string | undefined): unknown {
  if (isFull(thrown)) return diskFull();
  if (!isDamage(thrown)) return thrown;
  if (file !== undefined) writeFileSync(`${file}.damaged`, '', { mode: 0o600 });
  return new InklingError(INDEX_DAMAGED, {
    cause: 'The index of this library is damaged; your files and settings are not.',
    remedy:
      'End the engine with `inkling stop` and start Inkling again: the index is made anew from your files.',
  });
}

function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_FULL';
}

/** What was stored stays; the batch under way is read again. */
function diskFull(): InklingError {
  return new InklingError('DISK_FULL', {
    cause: 'The disk the library lies on is full; what was read before is safe.',
    remedy: 'Make room on the disk, then look again for changes.',
  });
}

export function isMarkedDamaged(file: string): boolean {
  return existsSync(`${file}.damaged`);
}

/** Takes away index.db: it can be made again from the files at any time. */
export function removeIndex(file: string): void {
  for (const companion of COMPANIONS) rmSync(`${file}${companion}`, { force: true });
}
