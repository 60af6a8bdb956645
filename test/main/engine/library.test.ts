import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { fillerFiles, READABLE, UNREADABLE, writeFiles } from '../../helpers/made-corpus.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const FILES = { ...READABLE, ...UNREADABLE, ...fillerFiles(40) };

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
