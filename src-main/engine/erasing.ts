import { existsSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { MANIFEST } from '../embed/manifest.ts';
import type { LibraryFiles } from '../storage/library-folder.ts';
import { FETCHED } from './fetch-model.ts';
import { DRAFT } from './import-model.ts';

/** Stands in the folder from when it shall be erased until it is. */
const MARK = 'library.erasing';
/** Files of ours that hold what was read, made or logged; others in the folder are not Inkling's to delete. */
const OURS = /^(person\.db|index\.db)([.-]|$)|^engine\.log$/;
const LOG = 'engine.log';

/** From now on the library is erased, by this engine's end or by the next one's start. */
export function markErasing({ folder }: LibraryFiles): void {
  writeFileSync(join(folder, MARK), '', { mode: 0o600 });
}

/** Deletes all of a library that is marked; to be called with its lock in hand and nothing else open. */
export function eraseMarked(files: LibraryFiles): void {
  const mark = join(files.folder, MARK);
  if (!existsSync(mark)) return;
  eraseFiles(files);
  rmSync(mark, { force: true });
}

/** Deletes what Inkling stored in a library folder, and nothing else that lies there. */
export function eraseFiles(files: LibraryFiles): void {
  if (!existsSync(files.folder)) return;
  for (const name of readdirSync(files.folder))
    if (OURS.test(name)) rmSync(join(files.folder, name), { force: true });
  eraseModels(files.models);
}

/** Whether a path within a library folder is one of what the library is made of: databases, copies, models. */
export function isLibraryFile(path: string): boolean {
  return (OURS.test(path) && path !== LOG) || path.startsWith(`models${sep}`);
}

function eraseModels(models: string): void {
  if (!existsSync(models)) return;
  for (const name of readdirSync(models)) {
    const isOurs =
      [DRAFT, FETCHED].some((start) => name.startsWith(start)) || existsSync(join(models, name, MANIFEST));
    if (isOurs) rmSync(join(models, name), { recursive: true, force: true });
  }
  if (readdirSync(models).length === 0) rmdirSync(models);
}
