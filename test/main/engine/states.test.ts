import { readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { EXCLUDED, fillerFiles, READABLE, UNREADABLE } from '../../helpers/made-corpus.ts';

test('every file is in exactly one state, and the numbers add up', async () => {
  await using bench = await EngineBench.read({ ...READABLE, ...UNREADABLE, ...EXCLUDED, ...fillerFiles(40) });
  const excluded = ['.hidden.txt', 'letters/~$landlord.docx', 'node_modules'];
  const walked = readdirSync(bench.papers, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(bench.papers.length + 1))
    .filter((path) => !excluded.some((rule) => path.startsWith(rule)));
  const documents = bench.rows<{ path: string; state: string }>('SELECT path, state FROM documents');
  expect(documents.map(({ path }) => path).toSorted()).toEqual(walked.toSorted());
  const left = bench.rows<{ path: string }>('SELECT path FROM exclusions ORDER BY path');
  expect(left.map(({ path }) => path)).toEqual(excluded);

  const status = await bench.engine.status();
  const count = (state: string): number => documents.filter((document) => document.state === state).length;
  expect(status.files).toEqual({
    indexed: count('indexed'),
    partial: count('partial'),
    listed: Object.keys(UNREADABLE).length,
    excluded: excluded.length,
  });
  expect(status).toMatchObject({ waiting: 0, vectors: 0, library: bench.library });
  expect(status.roots).toMatchObject([
    { path: bench.papers, connected: true, files: walked.length, searchable: walked.length },
  ]);

  const errors = await bench.engine.errors();
  expect(errors.map(({ path }) => path)).toEqual(
    Object.keys(UNREADABLE)
      .map((path) => bench.path(path))
      .toSorted(),
  );
  expect(errors.map(({ code }) => code)).toEqual(['FILE_BROKEN', 'FORMAT_NOT_READ']);
  expect(errors.every(({ cause, remedy }) => cause !== '' && remedy !== '')).toBe(true);
});

test('the report of a first reading tells what status tells', async () => {
  await using bench = await EngineBench.open({ ...READABLE, ...UNREADABLE });
  await bench.engine.addFolder(bench.papers);
  const report = await bench.settle();
  const status = await bench.engine.status();
  expect(report).toMatchObject({
    documents: Object.keys(READABLE).length,
    errors: Object.keys(UNREADABLE).length,
    passages: status.passages,
  });
});

test('a name is found before its file is read', async () => {
  await using bench = await EngineBench.open({ ...READABLE, ...UNREADABLE });
  await bench.engine.pause('all');
  await bench.engine.addFolder(bench.papers);
  await bench.settle();
  expect(bench.watched.extracted).toEqual([]);
  expect((await bench.engine.status()).waiting).toBe(Object.keys({ ...READABLE, ...UNREADABLE }).length);
  const [stage] = await bench.stages('landlord', 'light');
  expect(stage?.results[0]?.path).toBe(bench.path('letters/landlord.docx'));
  await bench.engine.pause('none');
  await bench.settle();
  expect((await bench.engine.status()).waiting).toBe(0);
  expect((await bench.found('radiator'))[0]).toBe('letters/landlord.docx');
});

test('folders deeper than anyone made are told, not dropped in silence', async () => {
  const deep = Array.from({ length: 131 }, () => 'd').join('/');
  await using bench = await EngineBench.read({ [`${deep}/far.txt`]: 'far below', 'near.txt': 'at hand' });
  expect((await bench.engine.errors()).map(({ code }) => code)).toEqual(['FOLDER_TOO_DEEP']);
  expect(await bench.found('near')).toEqual(['near.txt']);
});

test('a folder that is not there, a file, and the library itself are refused', async () => {
  await using bench = await EngineBench.open({ 'a.txt': 'a' });
  const code = (path: string) =>
    bench.engine.addFolder(path).then(
      () => 'added',
      (error: { code?: string }) => error.code,
    );
  expect(await code(bench.path('none'))).toBe('FOLDER_MISSING');
  expect(await code(bench.path('a.txt'))).toBe('FOLDER_NOT_A_FOLDER');
  expect(await code(bench.library)).toBe('FOLDER_IS_LIBRARY');
});

test('a library inside a folder that is read is left out', async () => {
  await using bench = await EngineBench.open({ 'a.txt': 'about whales' });
  await bench.engine.addFolder(`${bench.papers}/..`);
  await bench.settle();
  expect(bench.rows<{ path: string }>('SELECT path FROM documents')).toEqual([{ path: 'papers/a.txt' }]);
});
