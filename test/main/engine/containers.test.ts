import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeZip } from '../../helpers/make-zip.ts';

const LETTERS = makeZip({ '2023/may.txt': 'the tenancy ends in june', 'bees.md': '# Bees\n\nA hive hums.' });

test('what an archive holds is found under its own path, and opened by its file', async () => {
  await using bench = await EngineBench.read({ 'old/letters.zip': LETTERS, 'plain.txt': 'something else' });
  const [result] = await bench.results('tenancy ends', 'light');
  expect(result).toMatchObject({
    path: join(bench.papers, 'old/letters.zip › 2023/may.txt'),
    file: join(bench.papers, 'old/letters.zip'),
    name: 'may.txt',
  });
  expect(await bench.found('bees', 'light')).toContain('old/letters.zip › bees.md');
  // A file counts once, whatever it holds.
  expect((await bench.engine.status()).roots).toMatchObject([{ files: 2, searchable: 2 }]);
});

test('what an archive no longer holds is gone, and all of it with the archive', async () => {
  await using bench = await EngineBench.read({ 'letters.zip': LETTERS });
  await writeFile(join(bench.papers, 'letters.zip'), makeZip({ 'bees.md': 'A hive hums louder.' }));
  await bench.lookAgain();
  expect(await bench.found('tenancy', 'lexical')).toEqual([]);
  expect(await bench.found('hive', 'lexical')).toEqual(['letters.zip › bees.md']);
  await rm(join(bench.papers, 'letters.zip'));
  await bench.lookAgain();
  expect(await bench.found('hive', 'lexical')).toEqual([]);
  expect(bench.rows('SELECT id FROM documents')).toEqual([]);
});

test('a look that finds an archive as it was keeps what it holds', async () => {
  await using bench = await EngineBench.read({ 'letters.zip': LETTERS });
  const before = await bench.digest();
  await bench.lookAgain();
  expect(await bench.digest()).toBe(before);
  expect(await bench.found('hive', 'lexical')).toEqual(['letters.zip › bees.md']);
});

test('a part that cannot be read is listed by itself', async () => {
  const broken = makeZip({ 'x.exe': Uint8Array.of(77, 90, 0, 1), 'fine.txt': 'good words' });
  await using bench = await EngineBench.read({ 'mixed.zip': broken });
  expect(await bench.found('good words', 'lexical')).toEqual(['mixed.zip › fine.txt']);
  expect(await bench.engine.errors()).toMatchObject([
    { path: join(bench.papers, 'mixed.zip › x.exe'), code: 'FORMAT_NOT_READ' },
  ]);
});
