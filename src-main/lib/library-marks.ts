import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks of a library that moves: each a file in a library folder that names another one, or a reason. */
export const MARKS = {
  /** Where the library shall go once it is closed. */
  moving: 'library.moving',
  /** Where it went; what lies here is what was left behind. */
  moved: 'library.moved',
  /** Being filled from another folder: not whole yet. */
  arriving: 'library.arriving',
  /** Whence it came; what lies there leaves once it was opened here. */
  former: 'library.former',
  /** Why it could not be moved. */
  unmoved: 'library.unmoved',
} as const;
export type Mark = keyof typeof MARKS;

/** Null where the mark is not there, or says nothing. */
export function readMark(folder: string, mark: Mark): string | null {
  try {
    return readFileSync(join(folder, MARKS[mark]), 'utf8') || null;
  } catch {
    return null;
  }
}

/** There whole or not at all, whenever the power goes. */
export function writeMark(folder: string, mark: Mark, text: string): void {
  const path = join(folder, MARKS[mark]);
  const draft = `${path}.part`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, path);
  syncFolder(folder);
}

/** A new name of a file is on the disk once its folder is; Windows sees to it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
