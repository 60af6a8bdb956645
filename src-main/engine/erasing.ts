import { existsSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { MANIFEST } from '../embed/manifest.ts';
import type { LibraryFiles } from '../storage/library-folder.ts';
import { DRAFT } from './import-model.ts';

/** Stands in the folder from when it shall be erased until it is. */
const MARK = 'library.erasing';
/** Files of ours that hold what was read, made or logged; others in the folder are not Inkling's to delete. */
const OURS = /^(person\.db|index\.db)([.-]|$)|^engine\.log$/;

/** From now on the library is erased, by this engine's end or by the next one's start. */
export function markErasing({ folder }: LibraryFiles): void {
  writeFileSync(join(folder, MARK), '', { mode: 0o600 });
}

/** Deletes all of a library that is marked; to be called with its lock in hand and nothing else open. */
export function eraseMarked(files: LibraryFiles): void {
  const mark = join(files.folder, MARK);
  if (!existsSync(mark)) return;
  for (const name of readdirSync(files.folder))
    if (OURS.test(name)) rmSync(join(files.folder, name), { force: true });
  eraseModels(files.models);
  rmSync(mark, { force: true });
}

function eraseModels(models: string): void {
  if (!existsSync(models)) return;
  for (const name of readdirSync(models)) {
    const isOurs = name.startsWith(DRAFT) || existsSync(join(models, name, MANIFEST));
    if (isOurs) rmSync(join(models, name), { recursive: true, force: true });
  }
  if (readdirSync(models).length === 0) rmdirSync(models);
}
