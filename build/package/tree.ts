import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { getRawHeader } from '@electron/asar';

import { ownerOf } from './parts.ts';

export interface PackedFile {
  /** Inside the app, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Beside the archive, where native code finds it. */
  readonly isUnpacked: boolean;
}

interface HeaderEntry {
  readonly files?: Readonly<Record<string, HeaderEntry>>;
  readonly size?: number;
  readonly unpacked?: boolean;
}

/** Every file of an archive, by its own table of contents. */
export function packedFiles(archive: string): PackedFile[] {
  return walkHeader(getRawHeader(archive).header as HeaderEntry, '');
}

function walkHeader(entry: HeaderEntry, path: string): PackedFile[] {
  if (entry.files === undefined)
    return [{ path, bytes: entry.size ?? 0, isUnpacked: entry.unpacked === true }];
  return Object.entries(entry.files).flatMap(([name, child]) =>
    walkHeader(child, path ? `${path}/${name}` : name),
  );
}

/** Every file under a folder and its bytes, with slashes. */
export function filesBelow(folder: string): { readonly path: string; readonly bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).replaceAll('\\', '/'), bytes: statSync(path).size }));
}

/** What is too small to have a line of its own. */
const SMALL_BYTES = 1_000_000;

/** Bytes by part, the largest first: our folders by themselves, libraries by name. */
export function sizesByPart(files: readonly PackedFile[]): Map<string, number> {
  const sizes = new Map<string, number>();
  const add = (part: string, bytes: number): void => void sizes.set(part, (sizes.get(part) ?? 0) + bytes);
  for (const { path, bytes } of files) add(partOf(path), bytes);
  const large = [...sizes]
    .filter(([, bytes]) => bytes >= SMALL_BYTES)
    .toSorted(([, left], [, right]) => right - left);
  const rest = [...sizes.values()]
    .filter((bytes) => bytes < SMALL_BYTES)
    .reduce((sum, bytes) => sum + bytes, 0);
  return new Map([...large, ['everything else', rest]]);
}

function partOf(path: string): string {
  return ownerOf(path)?.replaceAll('node_modules/', '') ?? path.split('/').slice(0, 2).join('/');
}
