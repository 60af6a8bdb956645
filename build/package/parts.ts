import { join } from 'node:path';

import { licenceOf, pageFolders } from '../setup/licences.mjs';

export interface Part {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const LIBRARIES = 'node_modules/';

/** The package a file under node_modules belongs to, by its folder; null for other files. */
export function ownerOf(file: string): string | null {
  const start = file.lastIndexOf(LIBRARIES);
  if (start < 0) return null;
  const [first = '', second = ''] = file.slice(start + LIBRARIES.length).split('/');
  return file.slice(0, start + LIBRARIES.length) + (first.startsWith('@') ? `${first}/${second}` : first);
}

/** The libraries of which something is in a package: as a file, or in the page's own script. */
export function packagedParts(root: string, files: readonly string[]): Part[] {
  const owners = files.map(ownerOf).filter((owner) => owner !== null);
  const folders = new Set([...owners, ...pageFolders(root)]);
  const parts = [...folders].map((folder) => licenceOf(join(root, folder)));
  const byName = new Map(parts.map((part) => [keyOf(part), part]));
  return [...byName.values()].toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

export function keyOf({ name, version }: Pick<Part, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

/** One text of all licences, for who looks into an installed app; Electron brings its own beside it. */
export function licencesText(own: string, parts: readonly Part[]): string {
  const sections = parts.map((part) => `${keyOf(part)}: ${part.licence}\n\n${part.text}`);
  return `${[`Inkling\n\n${own.trim()}`, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
