import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { InklingError } from '../errors.ts';
import type { ExportList } from './export-list.ts';

/** Files of one name that are told apart by numbers. */
const MOST_ALIKE = 10_000;

interface LinksOptions {
  /** Into a folder that holds something already. */
  readonly force: boolean;
  readonly platform: NodeJS.Platform;
}

/**
 * A folder with one link to each file, never in the place of another one. Windows lets only some people make links: there
 * they are `.url` files. Answers how many were made.
 * @throws InklingError EXPORT_EXISTS
 */
export function exportLinks(
  { documents }: ExportList,
  folder: string,
  { force, platform }: LinksOptions,
): number {
  makeFolder(folder, force);
  // Several documents of one archive are one file.
  const files = [...new Set(documents.map(({ file }) => file))];
  const link = platform === 'win32' ? writeUrl : symlinkSync;
  const ending = platform === 'win32' ? '.url' : '';
  for (const file of files) makeLink(file, (name) => link(file, join(folder, name + ending)));
  return files.length;
}

function makeFolder(folder: string, force: boolean): void {
  const standing = lstatSync(folder, { throwIfNoEntry: false });
  if (standing === undefined) {
    mkdirSync(folder, { recursive: true });
    return;
  }
  const isRoom = standing.isDirectory() && (force || readdirSync(folder).length === 0);
  if (!isRoom) throw folderTaken(folder);
}

/** Under its own name, or with the first number that is free. */
function makeLink(file: string, make: (name: string) => void): void {
  const ending = extname(file);
  const stem = basename(file, ending);
  for (let number = 1; number <= MOST_ALIKE; number += 1) {
    try {
      make(number === 1 ? `${stem}${ending}` : `${stem} (${number})${ending}`);
      return;
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
    }
  }
}

function writeUrl(file: string, path: string): void {
  writeFileSync(path, `[InternetShortcut]\r\nURL=${pathToFileURL(file).href}\r\n`, { flag: 'wx' });
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
}

function folderTaken(folder: string): InklingError {
  return new InklingError('EXPORT_EXISTS', {
    cause: `${folder} is there already and not an empty folder.`,
    remedy: 'Name another folder; --force adds links to a folder and replaces nothing in it.',
  });
}
