import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { KeptPassword } from '../../../src-main/contract/index.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeLockedPdf, makeLockedZip } from '../../helpers/make-locked.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const PASSWORD = 'krill-and-plankton';
const FILES = { 'whale.pdf': makeLockedPdf('The whale sings.', PASSWORD), 'bees.txt': 'A hive hums.' };

const codes = async (bench: EngineBench): Promise<string[]> =>
  (await bench.engine.errors()).map(({ code }) => code);

/** Opens a file of the bench, and does not keep its password. */
const unlock = (bench: EngineBench, path: string, password = PASSWORD, keep = false) =>
  bench.engine.unlock({ path: bench.path(path), password, keep });

/** Files of the library that hold a text. */
function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files
    .filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text))
    .map(({ name }) => name);
}

test('a document is found once its password is given, and stays so when it changes', async () => {
  await using bench = await EngineBench.read(FILES);
  expect(await codes(bench)).toEqual(['DOCUMENT_PASSWORD']);
  expect(await bench.found('sings', 'lexical')).toEqual([]);
  expect(await unlock(bench, 'whale.pdf')).toEqual({ opened: true, kept: false });
  expect(await bench.found('sings', 'lexical')).toEqual(['whale.pdf']);
  expect(await codes(bench)).toEqual([]);
  writeFileSync(bench.path('whale.pdf'), makeLockedPdf('The whale dives deep.', PASSWORD));
  await bench.lookAgain();
  expect(await bench.found('dives', 'lexical')).toEqual(['whale.pdf']);
  expect(await bench.found('sings', 'lexical')).toEqual([]);
});

test('a wrong password changes nothing, and another one may be given', async () => {
  await using bench = await EngineBench.read(FILES);
  const before = await bench.digest();
  expect(await unlock(bench, 'whale.pdf', 'guess')).toEqual({ opened: false, kept: false });
  expect(await bench.digest()).toBe(before);
  expect(await codes(bench)).toEqual(['DOCUMENT_PASSWORD']);
  expect(await unlock(bench, 'whale.pdf')).toMatchObject({ opened: true });
});

test('a password that a change made wrong is said to be', async () => {
  await using bench = await EngineBench.read(FILES);
  await unlock(bench, 'whale.pdf');
  writeFileSync(bench.path('whale.pdf'), makeLockedPdf('The whale dives deep.', 'another'));
  await bench.lookAgain();
  expect(await codes(bench)).toEqual(['PASSWORD_WRONG']);
  expect(await unlock(bench, 'whale.pdf', 'another')).toMatchObject({ opened: true });
});

test('an archive is opened whole, by its own path or that of a document in it', async () => {
  const locked = await makeLockedZip({ 'a.txt': 'The whale sings.', 'b.txt': 'Bees hum.' }, PASSWORD);
  await using bench = await EngineBench.read({ 'box.zip': locked });
  expect(await codes(bench)).toEqual(['DOCUMENT_PASSWORD', 'DOCUMENT_PASSWORD']);
  expect(await unlock(bench, 'box.zip', 'guess')).toMatchObject({ opened: false });
  expect(await unlock(bench, 'box.zip › b.txt')).toMatchObject({ opened: true });
  expect(await bench.found('sings', 'lexical')).toEqual(['box.zip › a.txt']);
  expect(await codes(bench)).toEqual([]);
});

test('what is not locked, or not there, says so', async () => {
  await using bench = await EngineBench.read(FILES);
  await expect(unlock(bench, 'bees.txt')).rejects.toMatchObject({ code: 'DOCUMENT_NOT_LOCKED' });
  await expect(unlock(bench, 'gone.txt')).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
  await expect(
    bench.engine.unlock({ path: '/etc/hostname', password: PASSWORD, keep: false }),
  ).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
});

test('no file of the library holds a password, and the next start knows none', async () => {
  await using bench = await EngineBench.read(FILES);
  await unlock(bench, 'whale.pdf');
  expect(filesWith(bench.library, PASSWORD)).toEqual([]);
  await bench.reopen();
  expect(filesWith(bench.library, PASSWORD)).toEqual([]);
  expect(await bench.found('sings', 'lexical')).toEqual(['whale.pdf']);
  writeFileSync(bench.path('whale.pdf'), makeLockedPdf('The whale dives deep.', PASSWORD));
  await bench.lookAgain();
  expect(await codes(bench)).toEqual(['DOCUMENT_PASSWORD']);
});

/** A keychain as a host offers it. */
function offer(bench: EngineBench, kept: readonly { path: string; password: string }[]) {
  const told: KeptPassword[] = [];
  const end = new AbortController();
  const ended = (async () => {
    for await (const change of bench.engine.offerKeychain(kept, end.signal)) told.push(change);
  })();
  return {
    told,
    [Symbol.asyncDispose]: async () => {
      end.abort();
      await ended;
    },
  };
}

test('a keychain is told what a person asked to keep, and to let go of it with its folder', async () => {
  await using bench = await EngineBench.read(FILES);
  expect(await bench.engine.canKeepPasswords()).toBe(false);
  expect(await unlock(bench, 'whale.pdf', PASSWORD, true)).toEqual({ opened: true, kept: false });
  await using keychain = offer(bench, []);
  await waitUntil(() => bench.engine.canKeepPasswords());
  expect(await unlock(bench, 'whale.pdf', PASSWORD, false)).toEqual({ opened: true, kept: false });
  expect(await unlock(bench, 'whale.pdf', PASSWORD, true)).toEqual({ opened: true, kept: true });
  await bench.engine.forgetFolder(bench.papers);
  const path = bench.path('whale.pdf');
  await waitUntil(() => keychain.told.length === 2);
  expect(keychain.told).toEqual([
    { path, password: PASSWORD },
    { path, password: null },
  ]);
});

test('passwords stay where nothing was forgotten, and leave by whatever name the folder is given', async () => {
  await using bench = await EngineBench.read({ 'inner/whale.pdf': FILES['whale.pdf'] });
  await using keychain = offer(bench, []);
  await waitUntil(() => bench.engine.canKeepPasswords());
  await unlock(bench, 'inner/whale.pdf', PASSWORD, true);
  await expect(bench.engine.forgetFolder(bench.path('inner'))).rejects.toMatchObject({
    code: 'FOLDER_UNKNOWN',
  });
  await waitUntil(() => keychain.told.length === 1);
  symlinkSync(bench.papers, `${bench.papers}-link`);
  await bench.engine.forgetFolder(`${bench.papers}-link`);
  await waitUntil(() => keychain.told.length === 2);
  expect(keychain.told.map(({ password }) => password)).toEqual([PASSWORD, null]);
});

test('what a keychain kept opens what is locked still', async () => {
  await using bench = await EngineBench.read(FILES);
  await using _ = offer(bench, [
    { path: bench.path('whale.pdf'), password: PASSWORD },
    { path: bench.path('gone.pdf'), password: 'other' },
  ]);
  // Not for the error to leave: it does so before the file is read.
  await waitUntil(async () => (await bench.found('sings', 'lexical')).includes('whale.pdf'));
  expect(await codes(bench)).toEqual([]);
});
