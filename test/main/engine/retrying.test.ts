import { rmSync, writeFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeLockedZip } from '../../helpers/make-locked.ts';
import { makePdf } from '../../helpers/make-pdf.ts';

const BROKEN = Buffer.from('%PDF-1.7 and then nothing of a PDF');

const listed = async (bench: EngineBench): Promise<string[]> =>
  (await bench.engine.errors()).map(({ path }) => path.slice(bench.papers.length + 1));

test('a file whose reason is gone is found by its words, paused or not', async () => {
  await using bench = await EngineBench.read({ 'lease.pdf': BROKEN, 'other.pdf': BROKEN });
  expect(await listed(bench)).toEqual(['lease.pdf', 'other.pdf']);
  writeFileSync(bench.path('lease.pdf'), makePdf({ pages: [['The whale sings.']] }));
  await bench.engine.pause('all');
  bench.watched.clear();
  expect(await bench.engine.retryFile(bench.path('lease.pdf'))).toBeNull();
  expect(bench.watched.extracted).toEqual(['lease.pdf']);
  expect(await bench.found('sings', 'lexical')).toEqual(['lease.pdf']);
  expect(await listed(bench)).toEqual(['other.pdf']);
});

test('a file whose reason stays is listed with it again, once', async () => {
  await using bench = await EngineBench.read({ 'lease.pdf': BROKEN });
  const before = await bench.engine.errors();
  expect(await bench.engine.retryFile(bench.path('lease.pdf'))).toEqual(before[0]);
  expect(await bench.engine.errors()).toEqual(before);
});

test('a document within a file is read with all of it, and answers for itself', async () => {
  const locked = await makeLockedZip({ 'a.txt': 'The whale sings.', 'b.txt': 'Bees hum.' }, 'krill');
  await using bench = await EngineBench.read({ 'box.zip': locked });
  const part = bench.path('box.zip › b.txt');
  expect(await bench.engine.retryFile(part)).toMatchObject({ path: part, code: 'DOCUMENT_PASSWORD' });
  await bench.engine.unlock({ path: part, password: 'krill', keep: false });
  bench.watched.clear();
  expect(await bench.engine.retryFile(part)).toBeNull();
  expect(bench.watched.extracted).toEqual(['box.zip']);
  expect(await bench.found('sings', 'lexical')).toEqual(['box.zip › a.txt']);
});

test('what left, or was never there, is unknown', async () => {
  await using bench = await EngineBench.read({ 'lease.pdf': BROKEN });
  const unknown = { code: 'DOCUMENT_UNKNOWN' };
  await expect(bench.engine.retryFile(bench.path('none.pdf'))).rejects.toMatchObject(unknown);
  rmSync(bench.path('lease.pdf'));
  await expect(bench.engine.retryFile(bench.path('lease.pdf'))).rejects.toMatchObject(unknown);
  expect(await listed(bench)).toEqual([]);
});
