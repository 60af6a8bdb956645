import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

import type { ReadConnection } from './connection.ts';
import type { LibraryFiles } from './library-folder.ts';

/** Bytes by what they are for. */
export type StorageUse = Readonly<Record<string, number>>;

/** Tables of index.db by the beginning of their names, and of those of their indexes; the first that fits counts. */
const TABLES: readonly (readonly [beginning: RegExp, kind: string])[] = [
  [/^text_/, 'text'],
  [/^(postings|names|term_|vocabulary|passage_lengths|unposted|sketches)/, 'words'],
  [/^code_pages/, 'codes'],
  [/^(vectors|document_vectors)/, 'vectors'],
];

/**
 * What the tables of index.db take. SQLite looks at every page for it: 80 ms for 28 MB, seconds for gigabytes; not for a
 * thread that answers searches.
 */
export function indexUse(connection: ReadConnection): StorageUse {
  const use: Record<string, number> = {};
  const tables = connection
    .prepare<[], { name: string; bytes: number }>(
      'SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = TRUE',
    )
    .all();
  for (const { name, bytes } of tables) add(use, kindOfTable(name), bytes);
  return use;
}

/** What every file of the folder takes, index.db told by its tables; what of it no table has is free for new. */
export function libraryUse(files: LibraryFiles, index: StorageUse): StorageUse {
  const use: Record<string, number> = { ...index };
  for (const { path, bytes } of filesBelow(files.folder)) add(use, kindOfFile(path, files), bytes);
  const told = Object.values(index).reduce((sum, bytes) => sum + bytes, 0);
  // Pages that are free are of no table, and what is written just now stands in the log.
  use['other'] = Math.max(0, (use['other'] ?? 0) - told);
  return use;
}

function kindOfTable(name: string): string {
  const table = name.replace(/^sqlite_autoindex_/, '');
  return TABLES.find(([beginning]) => beginning.test(table))?.[1] ?? 'documents';
}

function kindOfFile(path: string, { folder, models }: LibraryFiles): string {
  const [first = ''] = relative(folder, path).split(sep);
  if (first === basename(models)) return 'models';
  if (/^person\.db(-wal|-shm)?$/.test(first)) return 'own';
  return first.startsWith('person.db.') ? 'copies' : 'other';
}

function filesBelow(folder: string): { path: string; bytes: number }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    // A file of SQLite's may go between the listing and the look.
    const found = entry.isFile() ? statSync(path, { throwIfNoEntry: false }) : undefined;
    return found === undefined ? [] : [{ path, bytes: found.size }];
  });
}

function add(use: Record<string, number>, kind: string, bytes: number): void {
  use[kind] = (use[kind] ?? 0) + bytes;
}
