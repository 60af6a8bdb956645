import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { licenceText } from './licence-text.mjs';

/** Packages that end up in the page's own script, though nothing of them is needed to run. */
const IMPORTED = /from '((?:@[\w.-]+\/)?[\w.-]+)/g;

/** Collects the licences of everything that is shipped into one file; resolves to how many there are. */
export function collectLicences(root, file = join(root, 'out', 'licences.json')) {
  const licences = shippedFolders(root).map((folder) => licenceOf(join(root, folder)));
  const byName = new Map(licences.map((licence) => [`${licence.name}@${licence.version}`, licence]));
  const sorted = [...byName.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(sorted));
  return sorted.length;
}

/** Installed folders of node_modules that are needed to run, or of which the page is made. */
function shippedFolders(root) {
  const packages = lockedPackages(root);
  const needed = Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true)
    .map(([folder]) => folder);
  const all = new Set([...needed, ...pageFolders(root)]);
  return [...all].filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** Folders of node_modules of which the page's own script is made. */
export function pageFolders(root) {
  const packages = lockedPackages(root);
  const folders = new Set();
  const add = (name) => {
    const folder = `node_modules/${name}`;
    if (packages[folder] === undefined || folders.has(folder)) return;
    folders.add(folder);
    Object.keys(packages[folder].dependencies ?? {}).forEach(add);
  };
  pagePackages(root).forEach(add);
  return [...folders];
}

function lockedPackages(root) {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

function pagePackages(root) {
  const folder = join(root, 'src-renderer');
  const sources = readdirSync(folder, { recursive: true }).filter((name) => /\.(ts|svelte)$/.test(name));
  const names = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(IMPORTED)].map(([, imported]) => imported),
  );
  return [...new Set(names)].filter((name) => !name.startsWith('.'));
}

/** Name, version, licence and its text of the package in a folder. */
export function licenceOf(folder) {
  const stated = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = licenceText(folder, stated);
  return { name: stated.name, version: stated.version, licence: nameOf(stated.license, text), text };
}

/** Old packages give an object; some name it in its text alone. */
function nameOf(license, text) {
  if (/^see licen[cs]e/i.test(license) && text.includes('GNU LGPL'))
    return text.includes('unRAR') ? 'LGPL-2.1-or-later, with the unRAR restriction' : 'LGPL-2.1-or-later';
  if (typeof license === 'string') return license;
  return license?.type ?? (/^(The )?MIT License/i.test(text) ? 'MIT' : 'not stated');
}
