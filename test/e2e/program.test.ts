import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { connectEngine } from '../../src-main/rpc/connect.ts';
import { NEEDED } from '../bench/package/tree-faults.ts';
import { stagedProgram, startProgram } from '../helpers/electron/started-program.ts';
import { endEngine, realLibrary } from '../helpers/real-library.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** The entry that Electron is given, among the files of the package alone; nothing of it is called by hand. */

let staged: Awaited<ReturnType<typeof stagedProgram>>;
beforeAll(async () => {
  staged = await stagedProgram();
});
afterAll(() => staged?.[Symbol.asyncDispose]());

async function readLibrary() {
  const library = await realLibrary();
  const { client, close } = await connectEngine({ library: library.library, host: 'test' });
  await client.library.add({ path: library.papers });
  await client.library.settle({});
  await close();
  await endEngine(library.library);
  return library;
}

test('the program opens its window, finds by an engine of its own, and ends after it', async () => {
  await using library = await readLibrary();
  await using data = await temporaryFolder();
  const places = { folder: staged.folder, data: data.path, library: library.library };
  await using program = startProgram(places);
  const { paths, window, trays } = await program.ask(
    { kind: 'find', query: 'notice of the tenancy' },
    'found',
  );
  expect(paths[0]).toContain('flat.md');
  expect(window).toEqual({ address: 'inkling-page://app/?window=main', isVisible: true });
  const picture = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  expect(trays).toEqual([join(staged.folder, 'resources/tray', picture)]);

  const engine = await connectEngine({ library: library.library, host: 'test', startNone: true });
  await engine.close();
  const { engineLives } = await program.ask({ kind: 'quit', engine: engine.pid }, 'quit');
  expect(engineLives).toBe(false);
  expect(await program.ended).toMatchObject({ code: 0 });
  expect(await readdir(data.path)).not.toContain('shell.log');
  // What was logged or left open would stand there.
  expect((await readdir(library.library)).filter((name) => /-wal$|-shm$|\.sock$/.test(name))).toEqual([]);
});

test('started with --cli it answers in the terminal and opens no window', async () => {
  await using library = await readLibrary();
  await using data = await temporaryFolder();
  const given = ['--cli', 'search', 'colonies that overwinter'];
  const places = { folder: staged.folder, data: data.path, library: library.library };
  await using program = startProgram(places, given);
  const { code, printed } = await program.ended;
  expect(printed).toContain('bees.html');
  expect(code).toBe(0);
  expect(await readdir(data.path)).toEqual([]);
});

test('what is packaged has all that the package is looked through for', () => {
  expect(NEEDED.filter((path) => !existsSync(join(staged.folder, path)))).toEqual([]);
});

test('a program that lacks a part of itself says so and ends', async () => {
  await using data = await temporaryFolder();
  await rm(join(staged.folder, 'out/renderer'), { recursive: true });
  await using program = startProgram({ folder: staged.folder, data: data.path, library: data.path });
  const { code, printed } = await program.ended;
  expect(code).toBe(1);
  expect(printed).toMatch(/^Inkling cannot start: [^]*PAGE_MISSING$/m);
});
