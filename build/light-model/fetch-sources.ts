import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourcePackage } from './packages.ts';

export interface FetchedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly sha256: string;
  /** Paths of its text files, sorted. */
  readonly files: readonly string[];
}

/** Downloads a package with apt (once) and unpacks it below the cache folder. Nothing is installed. */
export function fetchPackage(source: SourcePackage, cache: string): FetchedPackage {
  const archives = join(cache, 'debs');
  mkdirSync(archives, { recursive: true });
  if (findArchive(archives, source.name) === undefined)
    execFileSync('apt-get', ['download', source.name], { cwd: archives, stdio: 'ignore' });
  const archive = findArchive(archives, source.name);
  if (archive === undefined) throw new Error(`apt-get download ${source.name} left no archive`);
  const unpacked = join(cache, 'unpacked', source.name);
  mkdirSync(unpacked, { recursive: true });
  if (readdirSync(unpacked).length === 0) execFileSync('dpkg-deb', ['-x', archive, unpacked]);
  return {
    name: source.name,
    version: decodeURIComponent(basename(archive).split('_')[1] ?? ''),
    licence: source.licence,
    sha256: hashFile(archive),
    files: filesBelow(unpacked).filter((file) => source.pattern.test(file)),
  };
}

export function filesBelow(folder: string): string[] {
  const paths = globSync('**/*', { cwd: folder }).map((path) => join(folder, path));
  return paths.filter((path) => lstatSync(path).isFile()).sort();
}

export function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function findArchive(archives: string, name: string): string | undefined {
  const found = readdirSync(archives).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  return found === undefined ? undefined : join(archives, found);
}
