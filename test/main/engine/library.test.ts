import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { waitUntil } from '../../helpers/wait-until.ts';
import { overwrite } from '../../helpers/damage.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { fillerFiles, READABLE, UNREADABLE, writeFiles } from '../../helpers/made-corpus.ts';

const FILES = { ...READABLE, ...UNREADABLE, ...fillerFiles(40) };
const SAVED = { name: 'Rent', query: 'tenancy notice' };

async function removeIndex(library: string): Promise<void> {
  for (const name of readdirSync(library).filter((file) => file.startsWith('index.db'))) {
    await rm(join(library, name));
  }
}

/** Everything a person made, as the engine tells it. */
async function person({ engine }: EngineBench) {
  const roots = (await engine.status()).roots.map(({ path }) => path);
  return { roots, settings: await engine.settings(), saved: await engine.savedSearches() };
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
    const isWhole = statSync(join(bench.library, 'index.db')).size === 0;
    await bench.reopen();
    await bench.settle();
    expect({ person: await person(bench), digest: await bench.digest() }).toEqual(before);
    expect((await bench.found('radiator'))[0]).toBe('letters/landlord.docx');
    // What is empty is nothing to set aside; what was is told of, and gone once the new one is whole.
    const { notices } = await bench.engine.status();
    expect(notices.map(({ code }) => code)).toEqual(isWhole ? [] : ['INDEX_REBUILT']);
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
  expect(await bench.engine.savedSearches()).toEqual([SAVED]);
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

describe('forgetting', () => {
  const WORD = 'xqplantedzebra';
  const planted = {
    [`${WORD}.md`]: `---\ntitle: Of ${WORD}\nauthor: ${WORD}\n---\n# The ${WORD}\n\nHere ${WORD} stands, ${LOREM()}.\n`,
    [`${WORD}-folder/page.html`]: `<h1>${WORD}</h1><p>Once more ${WORD}.</p>`,
    [`${WORD}.jpg`]: Buffer.from([0xff, 0xd8, 0xff]),
    [`.${WORD}`]: 'hidden',
  };

  test('leaves a planted word in no file of the library', async () => {
    await using bench = await EngineBench.read({ 'kept/a.txt': 'A whale.', ...fillerFiles(30) });
    const other = `${bench.papers}-${WORD}`;
    await mkdir(other);
    await writeFiles(other, planted);
    await bench.engine.addFolder(other);
    await bench.settle(true);
    const blocks = textBlocks(bench);
    expect(libraryFilesWith(bench.library, [Buffer.from(WORD)]).length).toBeGreaterThan(1);
    // What lies beside the databases holds it, too.
    for (const name of ['index.db', 'person.db'])
      copyFileSync(
        join(bench.library, name),
        join(bench.library, name === 'index.db' ? `${name}.set-aside` : `${name}.damaged-1`),
      );
    expect((await bench.stages(WORD)).at(-1)?.results.length).toBeGreaterThan(0);

    expect(await bench.engine.forgetFolder(other)).toBe(3);
    const left = textBlocks(bench);
    const gone = blocks.filter((block) => !left.some((kept) => kept.equals(block)));
    expect(gone.length).toBeGreaterThan(0);
    expect(libraryFilesWith(bench.library, [Buffer.from(WORD), Buffer.from(WORD.slice(2)), ...gone])).toEqual(
      [],
    );
    expect(await bench.results(WORD, 'lexical')).toEqual([]);
    expect((await bench.engine.status()).roots.map(({ path }) => path)).toEqual([bench.papers]);
    expect((await bench.found('whale', 'lexical'))[0]).toBe('kept/a.txt');
    expect((await bench.engine.doctor(false)).checks.filter(({ ok }) => !ok)).toEqual([]);
    await bench.close();
    expect(libraryFilesWith(bench.library, [Buffer.from(WORD), ...gone])).toEqual([]);
  });

  test('keeps what another folder holds too, vectors and all', async () => {
    await using bench = await EngineBench.read({ 'a.txt': 'A whale off the coast.' });
    const other = `${bench.papers}-other`;
    await mkdir(other);
    await writeFiles(other, { 'b.txt': 'A whale off the coast.', 'c.txt': 'Only here: a walrus.' });
    await bench.engine.addFolder(other);
    await bench.settle(true);
    expect(bench.vectors().size).toBe(2);
    await bench.engine.forgetFolder(other);
    expect(await bench.found('whale')).toEqual(['a.txt']);
    expect((await bench.results('whale'))[0]?.alsoAt).toEqual([]);
    expect(bench.vectors().size).toBe(1);
  });

  test('a folder under way leaves nothing, and the others are read to the end', async () => {
    await using bench = await EngineBench.open(fillerFiles(60));
    const other = `${bench.papers}-other`;
    await mkdir(other);
    await writeFiles(other, fillerFiles(60, 2));
    await bench.engine.addFolder(other);
    await bench.engine.addFolder(bench.papers);
    await bench.engine.forgetFolder(other);
    await bench.settle();
    const status = await bench.engine.status();
    expect(status).toMatchObject({ waiting: 0, files: { indexed: 60 } });
    const undisturbed = await bench.digest();
    await using fresh = await EngineBench.open({});
    await fresh.engine.addFolder(bench.papers);
    await fresh.settle();
    expect(await fresh.digest()).toBe(undisturbed);
  });

  test('an unknown folder is refused', async () => {
    await using bench = await EngineBench.open({});
    await expect(bench.engine.forgetFolder('/nowhere')).rejects.toMatchObject({ code: 'FOLDER_UNKNOWN' });
  });
});

/** Words enough that a block of them is not mistaken for another. */
function LOREM(): string {
  return Object.values(fillerFiles(1, 99)).join(' ');
}

function textBlocks(bench: EngineBench): Buffer[] {
  return bench.rows<{ data: Buffer }>('SELECT data FROM text_blocks').map(({ data }) => data.subarray(0, 64));
}

function libraryFilesWith(library: string, needles: readonly Buffer[]): string[] {
  return readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some(
        (needle) => bytes.includes(needle) || bytes.includes(Buffer.from(needle.toString(), 'utf16le')),
      );
    });
}

describe('what a person leaves out', () => {
  test('by .inklingignore leaves at the next look, and returns with its pattern gone', async () => {
    await using bench = await EngineBench.read(FILES);
    const whole = await bench.digest();
    await writeFiles(bench.papers, { '.inklingignore': 'kitchen/\n*.docx\n' });
    await bench.lookAgain();
    expect(await bench.found('radiator', 'lexical')).toEqual([]);
    expect(await bench.found('dough', 'lexical')).toEqual([]);
    const rules = bench.rows<{ path: string; rule: string }>(
      `SELECT path, rule FROM exclusions WHERE rule = 'inklingignore' ORDER BY path`,
    );
    expect(rules.map(({ path }) => path)).toEqual(['kitchen', 'letters/landlord.docx']);
    await rm(bench.path('.inklingignore'));
    await bench.lookAgain();
    expect(await bench.digest()).toBe(whole);
  });

  test('by .gitignore counts only while the setting is on', async () => {
    await using bench = await EngineBench.read({
      ...READABLE,
      '.gitignore': 'notes/*\n!notes/eip.md\n',
    });
    expect((await bench.found('Straßenbahn'))[0]).toBe('notes/tram.txt');
    await bench.engine.changeSettings({ gitignore: true });
    await bench.settle();
    expect(await bench.found('Straßenbahn', 'lexical')).toEqual([]);
    expect((await bench.found('EIP-1559'))[0]).toBe('notes/eip.md');
    await bench.engine.changeSettings({ gitignore: false });
    await bench.settle();
    expect((await bench.found('Straßenbahn'))[0]).toBe('notes/tram.txt');
  });

  test('by a setting changed while a folder is looked over holds all the same', async () => {
    await using bench = await EngineBench.open({
      ...fillerFiles(400),
      '.gitignore': 'shelf-*\n',
      'a.txt': 'whale',
    });
    await bench.engine.addFolder(bench.papers);
    await bench.engine.changeSettings({ gitignore: true });
    await bench.settle();
    expect(bench.rows<{ path: string }>('SELECT path FROM documents')).toEqual([{ path: 'a.txt' }]);
  });
});

describe('folders within folders', () => {
  test('one inside a folder that is read already adds nothing', async () => {
    await using bench = await EngineBench.read(FILES);
    const before = await bench.digest();
    expect(await bench.engine.addFolder(bench.path('kitchen'))).toMatchObject({ path: bench.papers });
    await bench.settle();
    expect((await bench.engine.status()).roots.map(({ path }) => path)).toEqual([bench.papers]);
    expect(await bench.digest()).toBe(before);
  });

  test('one around others takes them in, and nothing is embedded or found twice', async () => {
    await using bench = await EngineBench.open({ ...READABLE, ...UNREADABLE });
    await bench.engine.addFolder(bench.path('kitchen'));
    await bench.engine.addFolder(bench.path('papers'));
    await bench.settle(true);
    const vectors = bench.vectors();
    bench.watched.clear();
    await bench.engine.addFolder(bench.papers);
    await bench.settle(true);
    expect((await bench.engine.status()).roots.map(({ path }) => path)).toEqual([bench.papers]);
    expect(bench.watched.embedded.filter((text) => /dough|parabola/.test(text))).toEqual([]);
    for (const [hash, vector] of vectors) expect(bench.vectors().get(hash)).toBe(vector);
    const [bread] = await bench.results('knead the dough');
    expect([bread?.path, ...(bread?.alsoAt ?? [])].toSorted()).toEqual(
      ['kitchen/bread.txt', 'kitchen/copies/bread (1).txt'].map((path) => bench.path(path)),
    );
    expect((await bench.engine.errors()).length).toBe(Object.keys(UNREADABLE).length);
    const whole = await bench.digest();
    await using fresh = await EngineBench.open({});
    await fresh.engine.addFolder(bench.papers);
    await fresh.settle();
    expect(whole).toBe(await fresh.digest());
  });
});

test('a folder that vanishes keeps its documents, and is not read anew when it returns', async () => {
  await using bench = await EngineBench.read(FILES);
  const before = await bench.digest();
  await rename(bench.papers, `${bench.papers}-away`);
  await bench.lookAgain();
  expect((await bench.engine.status()).roots).toMatchObject([{ connected: false }]);
  expect((await bench.found('radiator'))[0]).toBe('letters/landlord.docx');
  await bench.reopen();
  await bench.settle();
  expect((await bench.results('radiator')).map(({ connected }) => connected)).not.toContain(true);
  expect(await bench.digest()).toBe(before);
  await rename(`${bench.papers}-away`, bench.papers);
  bench.watched.clear();
  await bench.engine.lookAgain();
  await bench.settle();
  expect((await bench.engine.status()).roots).toMatchObject([{ connected: true }]);
  await waitUntil(async () => (await bench.results('radiator'))[0]?.connected === true, 10_000);
  expect(await bench.digest()).toBe(before);
  expect(bench.watched.extracted.toSorted()).toEqual(
    Object.keys(UNREADABLE)
      .map((path) => basename(path))
      .toSorted(),
  );
});
