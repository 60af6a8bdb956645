import { readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';

import { InklingError } from '../lib/errors.ts';

/** The real path of a folder the person names; `~` is their home. @throws InklingError FOLDER_MISSING, FOLDER_NOT_A_FOLDER */
export function resolveFolder(typed: string): string {
  const path = resolve(expandHome(typed));
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch {
    throw new InklingError('FOLDER_MISSING', {
      cause: `There is no folder ${path}.`,
      remedy: 'Check the spelling, or connect the drive it is on.',
    });
  }
  throw new InklingError('FOLDER_NOT_A_FOLDER', {
    cause: `${path} is a file.`,
    remedy: 'Give the folder it is in.',
  });
}

export function isConnected(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether one folder lies in another or is the same. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** @throws InklingError FOLDER_IS_LIBRARY */
export function requireOther(path: string, library: string): void {
  if (!isWithin(library, path) || !isWithin(path, library)) return;
  throw new InklingError('FOLDER_IS_LIBRARY', {
    cause: 'This folder is the library itself.',
    remedy: 'Give a folder of documents.',
  });
}

const MOST_COMPLETIONS = 20;

/** Folders whose path begins with what is typed; hidden ones only where the dot is typed. */
export function completeFolder(prefix: string): string[] {
  const typed = expandHome(prefix === '' ? `${homedir()}${sep}` : prefix);
  if (!isAbsolute(typed)) return [];
  const parent = typed.endsWith(sep) ? typed : dirname(typed);
  const start = typed.endsWith(sep) ? '' : basename(typed);
  return listFolders(parent)
    .filter(
      (name) => name.toLowerCase().startsWith(start.toLowerCase()) && (start !== '' || !name.startsWith('.')),
    )
    .toSorted((left, right) => left.localeCompare(right))
    .slice(0, MOST_COMPLETIONS)
    .map((name) => join(parent, name));
}

function listFolders(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function expandHome(path: string): string {
  return path === '~' || path.startsWith(`~${sep}`) || path.startsWith('~/')
    ? join(homedir(), path.slice(1))
    : path;
}
