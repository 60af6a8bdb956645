import { mkdirSync, mkdtempDisposableSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { hashSources, isStale, writeStamp } from '../../build/setup/staleness.mjs';

const SOURCES = ['page', 'config.ts', 'not-there'];

function makeTree() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'inkling-stale-'));
  mkdirSync(join(folder.path, 'page', 'inner'), { recursive: true });
  writeFileSync(join(folder.path, 'page', 'inner', 'a.ts'), 'one');
  writeFileSync(join(folder.path, 'config.ts'), 'two');
  return folder;
}

it('hashes content and names, not times', () => {
  using tree = makeTree();
  const before = hashSources(tree.path, SOURCES);
  utimesSync(join(tree.path, 'config.ts'), 1, 1);
  expect(hashSources(tree.path, SOURCES)).toBe(before);
  writeFileSync(join(tree.path, 'page', 'inner', 'a.ts'), 'changed');
  expect(hashSources(tree.path, SOURCES)).not.toBe(before);
});

it('sees a new file and one that moved', () => {
  using tree = makeTree();
  const before = hashSources(tree.path, SOURCES);
  writeFileSync(join(tree.path, 'page', 'b.ts'), '');
  expect(hashSources(tree.path, SOURCES)).not.toBe(before);
});

it('is stale without the built file, without a stamp, and with the stamp of other sources', () => {
  using tree = makeTree();
  const built = join(tree.path, 'out', 'index.html');
  const stamp = join(tree.path, 'out', 'stamp');
  expect(isStale(built, stamp, 'hash')).toBe(true);
  writeStamp(stamp, 'hash');
  expect(isStale(built, stamp, 'hash')).toBe(true);
  writeFileSync(built, '');
  expect(isStale(built, stamp, 'hash')).toBe(false);
  expect(isStale(built, stamp, 'other')).toBe(true);
});
