import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { InklingError, normaliseError } from '../lib/errors.ts';
import { MARKS, readMark, syncFolder, writeMark, type Mark } from '../lib/library-marks.ts';
import { libraryFiles, type LibraryFiles } from '../storage/library-folder.ts';
import { copyWhole } from './copy-whole.ts';
import { eraseFiles } from './erasing.ts';

/**
 * A library moves while it is closed and its lock is held:
 *
 *   moving → (copy, compared) → moved │ → opened at the new place → the old files leave
 *   ─────── the old one is whole ─────┘└────── the new one is whole ──────────────────
 *
 * One rename decides which of them is the library: before it a killed engine leaves the old one as it was, after it the
 * new one is complete.
 */
export function markMoving({ folder }: LibraryFiles, target: string): void {
  writeMark(folder, 'moving', target);
}

/** Moves a library that is marked; what goes wrong leaves it where it is, and says why at the next start. */
export async function moveMarked(files: LibraryFiles): Promise<void> {
  const target = readMark(files.folder, 'moving');
  if (target === null) return;
  try {
    writeMark(target, 'arriving', files.folder);
    await copyWhole(files.folder, target);
    writeMark(target, 'former', files.folder);
    dropMark(target, 'arriving');
    renameSync(join(files.folder, MARKS.moving), join(files.folder, MARKS.moved));
    syncFolder(files.folder);
  } catch (thrown) {
    abandonMove(files);
    writeMark(files.folder, 'unmoved', normaliseError(thrown).message);
  }
}

/** A move that was broken off before it was decided never was. */
export function abandonMove({ folder }: LibraryFiles): void {
  const target = readMark(folder, 'moving');
  if (target === null) return;
  const isOurs = readMark(target, 'arriving') === folder || readMark(target, 'former') === folder;
  try {
    if (isOurs) emptyFolder(target);
  } catch {
    // What cannot be taken away stays marked as incomplete.
  }
  dropMark(folder, 'moving');
}

/** @throws InklingError LIBRARY_MOVED, LIBRARY_INCOMPLETE */
export function requireHere({ folder }: LibraryFiles): void {
  const place = readMark(folder, 'moved');
  if (place !== null)
    throw new InklingError('LIBRARY_MOVED', {
      cause: `This library was moved to ${place}.`,
      remedy: `Use it there: --library ${place}`,
    });
  const from = readMark(folder, 'arriving');
  if (from === null) return;
  throw new InklingError('LIBRARY_INCOMPLETE', {
    cause: `A move from ${from} to here was broken off.`,
    remedy: `The library is whole where it was; move it again with \`inkling move\`, or use --library ${from}`,
  });
}

/** Why the last move failed, told once. */
export function takeUnmoved({ folder }: LibraryFiles): string | null {
  const cause = readMark(folder, 'unmoved');
  if (cause !== null) dropMark(folder, 'unmoved');
  return cause;
}

/** To be called once the library is open: what it left behind goes. */
export function leaveFormer({ folder }: LibraryFiles): void {
  const former = readMark(folder, 'former');
  if (former === null) return;
  try {
    if (readMark(former, 'moved') === folder) emptyFolder(former);
    dropMark(folder, 'former');
  } catch {
    // Another program holds a file of it: the next start tries again.
  }
}

/** Takes Inkling's own files out, the marks last; the folder goes where nothing else is in it. */
function emptyFolder(folder: string): void {
  const files = libraryFiles(folder);
  eraseFiles(files);
  for (const name of ['library.lock', 'engine.json', 'engine.sock', ...Object.values(MARKS)])
    rmSync(join(folder, name), { force: true });
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

function dropMark(folder: string, mark: Mark): void {
  rmSync(join(folder, MARKS[mark]), { force: true });
}
