import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';

import { describe, expect, it } from 'vitest';

import { completeFolder, isConnected, isWithin, resolveFolder } from '../../../src-main/engine/folders.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('a folder', () => {
  it.each([
    ['/a/b', '/a', true],
    ['/a', '/a', true],
    ['/ab', '/a', false],
    ['/a', '/a/b', false],
    ['/a', '/', true],
    ['/a', '/a/', false],
  ])('%s lies in %s: %s', (inner, outer, expected) => {
    expect(isWithin(inner.replaceAll('/', sep), outer.replaceAll('/', sep))).toBe(expected);
  });

  it('is known by its real path', async () => {
    await using folder = await temporaryFolder();
    mkdirSync(join(folder.path, 'papers'));
    symlinkSync(join(folder.path, 'papers'), join(folder.path, 'link'), 'junction');
    expect(resolveFolder(join(folder.path, 'link'))).toBe(realpathSync(join(folder.path, 'papers')));
    expect(resolveFolder(join(folder.path, 'papers', '..', 'papers', ''))).toBe(
      realpathSync(join(folder.path, 'papers')),
    );
    expect(resolveFolder('~')).toBe(realpathSync(homedir()));
  });

  it('that is none is refused with a reason', async () => {
    await using folder = await temporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => resolveFolder(join(folder.path, 'none'))).toThrow(
      expect.objectContaining({ code: 'FOLDER_MISSING' }),
    );
    expect(() => resolveFolder(join(folder.path, 'file'))).toThrow(
      expect.objectContaining({ code: 'FOLDER_NOT_A_FOLDER' }),
    );
    expect([folder.path, join(folder.path, 'file'), join(folder.path, 'none')].map(isConnected)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('completing a path', () => {
  it('offers folders that begin so, in order, hidden ones only where they are asked for', async () => {
    await using folder = await temporaryFolder();
    for (const name of ['Bees', 'bread', 'attic', '.hidden']) mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, 'bees.txt'), '');
    const offered = (typed: string) =>
      completeFolder(`${folder.path}${sep}${typed}`).map((path) => path.slice(folder.path.length + 1));
    expect(offered('')).toEqual(['attic', 'Bees', 'bread']);
    expect(offered('B')).toEqual(['Bees', 'bread']);
    expect(offered('be')).toEqual(['Bees']);
    expect(offered('.')).toEqual(['.hidden']);
    expect(offered('none')).toEqual([]);
    expect(offered(`attic${sep}`)).toEqual([]);
  });

  it('offers no more than twenty, and nothing for a path without beginning', async () => {
    await using folder = await temporaryFolder();
    for (let name = 0; name < 30; name += 1) mkdirSync(join(folder.path, `f${name}`));
    expect(completeFolder(folder.path + sep)).toHaveLength(20);
    expect(completeFolder('relative/f')).toEqual([]);
    expect(completeFolder(join(folder.path, 'none', 'x'))).toEqual([]);
  });
});
