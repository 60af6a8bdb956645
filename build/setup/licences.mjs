import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that hold a licence, by their names. */
const LICENCE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
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
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const text = texts.join('\n\n');
  return { name, version, licence: nameOf(license, text), text };
}

/** Old packages give an object; some name it in its text alone. */
function nameOf(license, text) {
  if (typeof license === 'string') return license;
  return license?.type ?? (/^(The )?MIT License/i.test(text) ? 'MIT' : 'not stated');
}
