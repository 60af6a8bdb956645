import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the built page is made of. */
export const PAGE_SOURCES = [
  'src-renderer',
  'src-main/contract',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];

/** Every file at or under `path`, sorted, relative to `root`. */
function filesUnder(root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** One hash over names and contents; content, not times, because a checkout changes every time. */
export function hashSources(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((part) => filesUnder(root, part))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The built thing is stale where it is missing or its stamp does not name these sources. */
export function isStale(built, stamp, hash) {
  return !existsSync(built) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash;
}

export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
