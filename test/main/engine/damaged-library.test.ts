import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { overwrite } from '../../helpers/damage.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { fillerFiles, READABLE, UNREADABLE } from '../../helpers/made-corpus.ts';

const FILES = { ...READABLE, ...UNREADABLE, ...fillerFiles(40) };
const SAVED = { name: 'Rent', query: 'tenancy notice', tell: true };

async function removeIndex(library: string): Promise<void> {
  for (const name of readdirSync(library).filter((file) => file.startsWith('index.db'))) {
    await rm(join(library, name));
  }
}

const kept = ({ name, query, tell }: typeof SAVED) => ({ name, query, tell });

/** Everything a person made, as the engine tells it. */
async function person({ engine }: EngineBench) {
  const roots = (await engine.status()).roots.map(({ path }) => path);
  return { roots, settings: await engine.settings(), saved: (await engine.savedSearches(false)).map(kept) };
}

describe('index.db is made again', () => {
  test('where it was removed: every root, setting and saved search comes back', async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.changeSettings({ theme: 'dark', gitignore: true });
    await bench.engine.saveSearch(SAVED);
    const before = { person: await person(bench), digest: await bench.digest() };
    await bench.close();
    await removeIndex(bench.library);
    await bench.reopen();
    await bench.settle();
    expect({ person: await person(bench), digest: await bench.digest() }).toEqual(before);
    expect(before.person).toMatchObject({ saved: [SAVED], settings: { theme: 'dark', gitignore: true } });
  });

  const damages: [name: string, damage: (file: string) => void][] = [
    ['garbage', (file) => writeFileSync(file, Buffer.alloc(70_000, 'not a database '))],
    ['an overwritten beginning', (file) => overwrite(file, 0, 4_096)],
    ['an overwritten schema', (file) => overwrite(file, 100, 3_000)],
    ['half a file', (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4_096) * 4_096)],
    ['an overwritten middle', (file) => overwrite(file, 20 * 4_096, statSync(file).size - 22 * 4_096)],
    ['an empty file', (file) => truncateSync(file, 0)],
  ];
  test.each(damages)('where it is %s', async (_, damage) => {
    await using bench = await EngineBench.read(FILES);
    await bench.engine.saveSearch(SAVED);
    const before = { person: await person(bench), digest: await bench.digest() };
    await bench.close();
    damage(join(bench.library, 'index.db'));
    const isEmpty = statSync(join(bench.library, 'index.db')).size === 0;
    await bench.reopen();
    await bench.settle();
    expect({ person: await person(bench), digest: await bench.digest() }).toEqual(before);
    expect((await bench.found('radiator'))[0]).toBe('letters/landlord.docx');
    // What is empty is nothing to set aside; what was is told of, and gone once the new one is whole.
    const { notices } = await bench.engine.status();
    expect(notices.map(({ code }) => code)).toEqual(isEmpty ? [] : ['INDEX_REBUILT']);
    expect(readdirSync(bench.library).filter((name) => name.includes('aside'))).toEqual([]);
    expect((await bench.engine.doctor(false)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

test('a damaged person.db without a copy is told, and left as it is', async () => {
  await using bench = await EngineBench.read({ 'a.txt': 'a whale' });
  await bench.close();
  const file = join(bench.library, 'person.db');
  for (const name of readdirSync(bench.library))
    if (name.startsWith('person.db.copy-')) rmSync(join(bench.library, name));
  overwrite(file, 0, 4_096);
  const before = { bytes: readFileSync(file), names: readdirSync(bench.library).toSorted() };
  await expect(bench.reopen()).rejects.toMatchObject({
    code: 'LIBRARY_UNREADABLE',
    message: expect.stringContaining('person.db'),
    remedy: expect.stringMatching(/copy|copies/i),
  });
  expect({ bytes: readFileSync(file), names: readdirSync(bench.library).toSorted() }).toEqual(before);
});

test('a damaged person.db comes back from its copy, and the person is told until they say that they know', async () => {
  await using bench = await EngineBench.read({ 'a.txt': 'a whale' });
  await bench.engine.saveSearch(SAVED);
  await bench.close();
  overwrite(join(bench.library, 'person.db'), 0, 4_096);
  await bench.reopen();
  expect((await bench.engine.savedSearches(false)).map(kept)).toEqual([SAVED]);
  expect(await bench.found('whale')).toEqual(['a.txt']);
  await bench.reopen();
  const { notices } = await bench.engine.status();
  expect(notices).toEqual([
    {
      code: 'PERSON_RESTORED',
      cause: expect.stringMatching(
        /damaged; the copy of .* \d{4} .* has taken its place.*person\.db\.damaged-\d+/,
      ),
      remedy: expect.stringContaining('folders'),
      time: expect.any(Number),
    },
  ]);
  expect(await bench.engine.dismiss('PERSON_RESTORED')).toEqual([]);
  await bench.reopen();
  expect((await bench.engine.status()).notices).toEqual([]);
});

test('a damaged index is kept, with its space told, until the new one is whole', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.engine.pause('all');
  await bench.close();
  const index = join(bench.library, 'index.db');
  overwrite(index, 0, 4_096);
  await bench.reopen();
  const [notice] = (await bench.engine.status()).notices;
  expect(notice).toMatchObject({ code: 'INDEX_SET_ASIDE', cause: expect.stringMatching(/takes \d+ MB/) });
  expect(existsSync(`${index}.set-aside`)).toBe(true);
  const { checks } = await bench.engine.doctor(false);
  expect(checks.find(({ name }) => name === 'index.db set aside')?.detail).toMatch(/\d+ MB/);
  expect(await bench.engine.dismiss('INDEX_SET_ASIDE')).toEqual([]);
  expect(existsSync(`${index}.set-aside`)).toBe(false);
});

test('an index of a newer Inkling is refused, and left as it is', async () => {
  await using bench = await EngineBench.read({ 'a.txt': 'a whale' });
  await bench.close();
  const file = join(bench.library, 'index.db');
  const descriptor = openSync(file, 'r+');
  // SQLite's user_version: four bytes, the highest first.
  writeSync(descriptor, Buffer.from([0, 0, 3, 0]), 0, 4, 60);
  closeSync(descriptor);
  const before = readFileSync(file);
  await expect(bench.reopen()).rejects.toMatchObject({ code: 'LIBRARY_NEWER' });
  expect(readFileSync(file).equals(before)).toBe(true);
});
