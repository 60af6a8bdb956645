import { readdir } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { connectEngine } from '../../src-main/rpc/connect.ts';
import { startProgram } from '../helpers/electron/started-program.ts';
import { endEngine, realLibrary } from '../helpers/real-library.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** The entry that Electron is given, built as it is packaged; nothing of it is called by hand. */

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
  const places = { data: data.path, library: library.library };
  await using program = await startProgram(places);
  const { paths, window } = await program.ask({ kind: 'find', query: 'notice of the tenancy' }, 'found');
  expect(paths[0]).toContain('flat.md');
  expect(window).toEqual({ address: 'inkling-page://app/?window=main', isVisible: true });

  const engine = await connectEngine({ library: library.library, host: 'test', startNone: true });
  await engine.close();
  const { engineLives } = await program.ask({ kind: 'quit', engine: engine.pid }, 'quit');
  expect(engineLives).toBe(false);
  expect(await program.ended).toMatchObject({ code: 0 });
  // What was logged or left open would stand there.
  expect((await readdir(library.library)).filter((name) => /-wal$|-shm$|\.sock$/.test(name))).toEqual([]);
});

test('started with --cli it answers in the terminal and opens no window', async () => {
  await using library = await readLibrary();
  await using data = await temporaryFolder();
  const given = ['--cli', 'search', 'colonies that overwinter'];
  await using program = await startProgram({ data: data.path, library: library.library }, given);
  const { code, printed } = await program.ended;
  expect(printed).toContain('bees.html');
  expect(code).toBe(0);
  expect(await readdir(data.path)).toEqual([]);
});
