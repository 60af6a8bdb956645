import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { BREAD, fillerFiles, READABLE, UNREADABLE, writeFiles } from '../../helpers/made-corpus.ts';
import { makePdf } from '../../helpers/make-pdf.ts';

const FILES = { ...READABLE, ...fillerFiles(15, 1, 8) };

/** The same files read for the first time. */
async function freshDigest(papers: string): Promise<string> {
  await using fresh = await EngineBench.open({});
  await fresh.engine.addFolder(papers);
  await fresh.settle();
  // Awaited here: the engine closes as soon as this returns.
  return await fresh.digest();
}

test('unchanged files are not read again, at a look or at the next start', async () => {
  await using bench = await EngineBench.read({ ...FILES, ...UNREADABLE });
  expect(new Set(bench.watched.extracted).size).toBe(Object.keys({ ...FILES, ...UNREADABLE }).length);
  bench.watched.clear();
  await bench.reopen();
  await bench.settle();
  await bench.engine.addFolder(bench.papers);
  await bench.settle();
  expect(bench.watched.extracted).toEqual([]);
});

test('touched files that say the same keep their content', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.settle(true);
  const contents = 'SELECT id, first_passage AS first FROM contents ORDER BY id';
  const before = { digest: await bench.digest(), contents: bench.rows(contents), vectors: bench.vectors() };
  bench.watched.clear();
  utimesSync(bench.path('kitchen/bread.txt'), 1_000, 1_000);
  await bench.lookAgain();
  await bench.settle(true);
  expect(bench.watched.extracted).toEqual(['bread.txt']);
  expect(bench.watched.embedded).toEqual([]);
  expect({ digest: await bench.digest(), contents: bench.rows(contents), vectors: bench.vectors() }).toEqual(
    before,
  );
});

test('of an edited file only the passages that changed are embedded', async () => {
  const sections = Array.from(
    { length: 12 },
    (_, number) =>
      `## Part ${number}\n\n${Object.values(fillerFiles(1, number + 50, 12))
        .join(' ')
        .slice(10)}\n`,
  );
  await using bench = await EngineBench.read({ 'long.md': `# Long\n\n${sections.join('\n')}` });
  await bench.settle(true);
  const before = bench.vectors();
  expect(before.size).toBeGreaterThanOrEqual(12);
  bench.watched.clear();
  sections[5] = '## Part 5\n\nNow a whale swims here, and nothing else is said.\n';
  await writeFiles(bench.papers, { 'long.md': `# Long\n\n${sections.join('\n')}` });
  await bench.lookAgain();
  await bench.settle(true);
  expect(bench.watched.extracted).toEqual(['long.md']);
  expect(bench.watched.embedded).toEqual([expect.stringContaining('a whale swims')]);
  const after = bench.vectors();
  const kept = [...after].filter(([hash]) => before.has(hash));
  expect(kept).toHaveLength(after.size - 1);
  for (const [hash, vector] of kept) expect(vector).toBe(before.get(hash));
  expect((await bench.found('whale'))[0]).toBe('long.md');
  expect(await bench.digest()).toBe(await freshDigest(bench.papers));
});

test('a moved file, a moved folder and a copy keep their vectors', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.settle(true);
  const vectors = bench.vectors();
  bench.watched.clear();
  await rename(bench.path('flat/moving-out.md'), bench.path('notes/moved.md'));
  await rename(bench.path('shelf-1'), bench.path('attic'));
  await writeFiles(bench.papers, { 'copied.txt': `${BREAD}\n` });
  await bench.lookAgain();
  await bench.settle(true);
  expect(bench.watched.embedded).toEqual([]);
  expect(bench.vectors()).toEqual(vectors);
  expect((await bench.found('terminate the rent contract'))[0]).toBe('notes/moved.md');
  expect(await bench.found('moving-out', 'lexical')).not.toContain('flat/moving-out.md');
  expect(await bench.digest()).toBe(await freshDigest(bench.papers));
});

test('a file moved from one folder to another keeps its vectors', async () => {
  await using bench = await EngineBench.open({
    ...prefixed('from', fillerFiles(40, 1, 4)),
    'to/a.txt': 'whale',
  });
  await bench.engine.addFolder(bench.path('from'));
  await bench.engine.addFolder(bench.path('to'));
  await bench.settle(true);
  const vectors = bench.vectors();
  bench.watched.clear();
  for (const number of [0, 7, 14, 35]) {
    const name = `entry-${number}.${number % 3 === 0 ? 'md' : 'txt'}`;
    await rename(bench.path(`from/shelf-0/${name}`), bench.path(`to/${name}`));
  }
  await bench.lookAgain();
  await bench.settle(true);
  expect(bench.watched.embedded).toEqual([]);
  expect(bench.vectors()).toEqual(vectors);
});

function prefixed(folder: string, files: Readonly<Record<string, string | Uint8Array>>) {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}

test('a deleted file leaves, and so does all that was made of it', async () => {
  await using bench = await EngineBench.read(FILES);
  await bench.settle(true);
  const before = bench.vectors().size;
  await rm(bench.path('letters/landlord.docx'));
  await rm(bench.path('shelf-2'), { recursive: true });
  await bench.lookAgain();
  expect(await bench.found('radiator', 'lexical')).toEqual([]);
  expect(await bench.found('landlord', 'lexical')).toEqual([]);
  expect(bench.vectors().size).toBeLessThan(before);
  expect(await bench.digest()).toBe(await freshDigest(bench.papers));
});

test('a file that became a folder, and a folder that became a file', async () => {
  await using bench = await EngineBench.read(FILES);
  rmSync(bench.path('notes/tram.txt'));
  mkdirSync(bench.path('notes/tram.txt'));
  writeFileSync(bench.path('notes/tram.txt/inside.md'), 'A whale inside.');
  rmSync(bench.path('garden'), { recursive: true });
  writeFileSync(bench.path('garden'), 'A walrus.');
  await bench.lookAgain();
  expect((await bench.found('whale'))[0]).toBe('notes/tram.txt/inside.md');
  expect((await bench.found('walrus'))[0]).toBe('garden');
  expect(await bench.found('Straßenbahn', 'lexical')).toEqual([]);
  expect(await bench.digest()).toBe(await freshDigest(bench.papers));
});

test('looking again reads what could not be read before, even where size and time are the same', async () => {
  const sound = makePdf({ pages: [['A narwhal surfaced between two floes.']] });
  const broken = Buffer.alloc(sound.length, '%PDF-1.7 nothing ');
  await using bench = await EngineBench.open({ 'floe.pdf': broken });
  const file = bench.path('floe.pdf');
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  await bench.engine.addFolder(bench.papers);
  await bench.settle();
  expect(await bench.engine.errors()).toMatchObject([{ path: file, code: 'FILE_BROKEN' }]);
  writeFileSync(file, sound);
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  expect(statSync(file).size).toBe(broken.length);

  await bench.reopen();
  await bench.settle();
  expect(await bench.engine.errors()).toHaveLength(1);
  await bench.lookAgain();
  expect(await bench.engine.errors()).toEqual([]);
  expect((await bench.results('narwhal'))[0]).toMatchObject({ path: file, passages: [{ page: 1 }] });
});

test('a file edited until it is broken is listed, and its old words are gone', async () => {
  await using bench = await EngineBench.read({ ...FILES });
  writeFileSync(bench.path('papers/telescope.pdf'), '%PDF-1.4 and no more');
  await bench.lookAgain();
  expect(await bench.engine.errors()).toMatchObject([{ code: 'FILE_BROKEN' }]);
  expect(await bench.found('parabola', 'lexical')).toEqual([]);
  expect((await bench.found('telescope'))[0]).toBe('papers/telescope.pdf');
});

test('files that vanish and appear while a folder is read end in the state of the disk', async () => {
  await using bench = await EngineBench.open(fillerFiles(150, 1, 10));
  await bench.engine.addFolder(bench.papers);
  renameSync(bench.path('shelf-3'), bench.path('cellar'));
  rmSync(bench.path('shelf-4'), { recursive: true });
  writeFileSync(bench.path('late.txt'), 'A whale came late.');
  await bench.lookAgain();
  expect((await bench.engine.status()).waiting).toBe(0);
  expect((await bench.found('whale'))[0]).toBe('late.txt');
  expect(await bench.digest()).toBe(await freshDigest(bench.papers));
});
