import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that hold a licence, by their names. */
const LICENCE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const README = /^readme(\..*)?$/i;
/** What of a readme is the licence itself, and not a word about it. */
const IN_FULL = /permission is hereby granted|redistribution and use/i;
/** Of packages that name a licence and bring none: what it says, for it wants to be handed on. */
const KNOWN = { MIT: 'mit.txt', ISC: 'isc.txt', 'MIT OR Apache': 'mit.txt' };

/** The licence of a package in full: as it brings it, else as its readme does, else as everybody knows it. */
export function licenceText(folder, { license, author }) {
  const brought = filesOf(folder, LICENCE).join('\n\n');
  if (brought.includes('GNU LGPL')) return `${brought}\n\n${readKnown('lgpl-2.1.txt')}`;
  return brought || inReadme(folder) || knownText(license, author);
}

function inReadme(folder) {
  const [readme = ''] = filesOf(folder, README);
  const [, ...sections] = readme.split(/^#+ .*licen[cs]e.*$/im);
  return sections.find((section) => IN_FULL.test(section))?.trim() ?? '';
}

function knownText(license, author) {
  const file = KNOWN[license];
  if (file === undefined) return '';
  const holder = (typeof author === 'string' ? author : author?.name) ?? 'its authors';
  return `Copyright (c) ${holder}\n\n${readKnown(file)}`;
}

function filesOf(folder, name) {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
}

function readKnown(file) {
  return readFileSync(join(import.meta.dirname, 'licence-texts', file), 'utf8').trim();
}
