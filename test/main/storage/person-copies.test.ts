import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { PersonCopies } from '../../../src-main/storage/person-copies.ts';
import { openPersonDatabase, recoverPerson } from '../../../src-main/storage/person-database.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { overwrite, overwriteWithNoise } from '../../helpers/damage.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const PAGE = 4_096;
const DAY = 86_400_000;

async function library() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'person.db');
  const open = (): PersonStore => new PersonStore(openPersonDatabase(file), new PersonCopies(file));
  const names = (mark: string): string[] =>
    readdirSync(folder.path)
      .filter((name) => name.startsWith(`person.db${mark}`))
      .toSorted();
  return { ...folder, file, open, names };
}

describe('copies of person.db', () => {
  it('are made after changes, one a day, and hold the newest of them', async () => {
    await using made = await library();
    const person = made.open();
    person.addRoot('/papers');
    person.close();
    const again = made.open();
    again.searches.save({ name: 'bees', query: 'bees', tell: true });
    again.close();
    expect(made.names('.copy-')).toHaveLength(1);
    rmSync(made.file);
    recoverPerson(made.file);
    const restored = made.open();
    expect(restored.roots().map(({ path }) => path)).toEqual(['/papers']);
    expect(restored.searches.all()).toMatchObject([{ name: 'bees', query: 'bees' }]);
    restored.close();
  });

  it('are not made where nothing changed', async () => {
    await using made = await library();
    made.open().close();
    const [first = ''] = made.names('.copy-');
    const before = readFileSync(join(made.path, first));
    rmSync(join(made.path, first));
    writeFileSync(join(made.path, 'person.db.copy-2020-01-01'), before);
    made.open().close();
    expect(made.names('.copy-')).toEqual(['person.db.copy-2020-01-01']);
  });

  it('are those of the last five days', async () => {
    await using made = await library();
    const connection = openPersonDatabase(made.file);
    const copies = new PersonCopies(made.file);
    for (let day = 0; day < 7; day += 1) copies.make(connection, new Date(day * DAY));
    connection.close();
    expect(made.names('.copy-')).toEqual([3, 4, 5, 6, 7].map((day) => `person.db.copy-1970-01-0${day}`));
    expect(made.names('.copying')).toEqual([]);
  });

  it('are not driven out by a copy of damage', async () => {
    await using made = await library();
    const person = made.open();
    for (let at = 0; at < 400; at += 1) person.addRoot(`/papers/${'x'.repeat(60)}-${at}`);
    person.close();
    const [name = ''] = made.names('.copy-');
    const before = readFileSync(join(made.path, name));
    const connection = openPersonDatabase(made.file);
    overwriteWithNoise(made.file, 4 * PAGE, 3 * PAGE);
    const copies = new PersonCopies(made.file);
    try {
      copies.make(connection);
    } catch {
      // SQLite itself may refuse to copy what it cannot read.
    }
    expect(readFileSync(join(made.path, name)).equals(before)).toBe(true);
    connection.close();
  });
});

describe('a person.db', () => {
  it.each<[string, (file: string) => void, boolean]>([
    ['cut off in the middle of a page', (file) => truncateSync(file, 2 * PAGE + 100), true],
    ['cut off after its header', (file) => truncateSync(file, PAGE), true],
    ['all zeros', (file) => writeFileSync(file, Buffer.alloc(8 * PAGE)), true],
    ['with zeros in its middle', (file) => overwrite(file, 3 * PAGE, 4 * PAGE, 0), true],
    ['with noise in its middle', (file) => overwriteWithNoise(file, 3 * PAGE, 4 * PAGE), true],
    ['with noise over its beginning', (file) => overwriteWithNoise(file, 0, 300), true],
    ['that is no database', (file) => writeFileSync(file, 'a letter'), true],
    ['that is empty', (file) => truncateSync(file, 0), true],
    ['that is missing', (file) => rmSync(file), false],
  ])('%s comes back from its newest good copy', async (_, damage, isKept) => {
    await using made = await library();
    const person = made.open();
    for (let at = 0; at < 400; at += 1) person.addRoot(`/papers/${'x'.repeat(60)}-${at}`);
    person.searches.save({ name: 'bees', query: 'bees and ivy', tell: true });
    person.close();
    damage(made.file);
    // Newer than the good one, and not to be believed.
    writeFileSync(join(made.path, 'person.db.copy-2999-01-01'), 'no database');
    const recovery = recoverPerson(made.file, new Date(1_700_000_000_000));
    expect(recovery).toEqual({
      from: expect.any(Number),
      damaged: isKept ? 'person.db.damaged-1700000000000' : null,
    });
    // Its log may be kept with it.
    const kept = made.names('.damaged-').filter((name) => !name.endsWith('-wal'));
    expect(kept).toEqual(isKept ? ['person.db.damaged-1700000000000'] : []);
    expect(made.names('.restoring')).toEqual([]);
    const restored = made.open();
    expect(restored.roots()).toHaveLength(400);
    expect(restored.searches.all()).toMatchObject([{ name: 'bees', query: 'bees and ivy' }]);
    restored.close();
    expect(recoverPerson(made.file)).toBeNull();
  });

  it('that is damaged and has no good copy is left as it is, and that is said', async () => {
    await using made = await library();
    made.open().close();
    for (const name of made.names('.copy-')) rmSync(join(made.path, name));
    overwrite(made.file, 0, PAGE);
    const before = readFileSync(made.file);
    expect(() => recoverPerson(made.file)).toThrow(expect.objectContaining({ code: 'LIBRARY_UNREADABLE' }));
    expect(readFileSync(made.file).equals(before)).toBe(true);
    expect(readdirSync(made.path)).toEqual(['person.db']);
  });

  it('that is new, or was never written to, needs no copy', async () => {
    await using made = await library();
    expect(recoverPerson(made.file)).toBeNull();
    writeFileSync(made.file, '');
    expect(recoverPerson(made.file)).toBeNull();
    made.open().close();
    expect(recoverPerson(made.file)).toBeNull();
  });

  it('of a folder that was forgotten holds nothing in any copy, damaged files among them', async () => {
    await using made = await library();
    const person = made.open();
    person.addRoot('/home/kept');
    const root = person.addRoot('/home/zanzibar');
    person.close();
    truncateSync(made.file, 2 * PAGE + 1);
    recoverPerson(made.file);
    const restored = made.open();
    writeFileSync(join(made.path, 'person.db.before-2-1'), 'zanzibar');
    restored.removeRoot(root.id);
    expect(made.names('.copy-')).toHaveLength(1);
    for (const name of readdirSync(made.path))
      expect(readFileSync(join(made.path, name)).includes('zanzibar'), name).toBe(false);
    restored.close();
    expect(made.names('.damaged-')).toEqual([]);
  });
});
