import { expect, test } from 'vitest';

import { inkling, inklingOpen } from '../../helpers/command-line.ts';
import { fakeLibrary } from '../../helpers/fake-library.ts';

test.each(['SIGINT', 'SIGTERM'] as const)(
  'open is ready once the page answers, and %s ends it with 0',
  async (signal) => {
    await using library = await fakeLibrary();
    const opened = await inklingOpen(library.path, '/papers');
    expect((await fetch(opened.url)).status).toBe(200);
    expect(await opened.end(signal)).toBe(0);
    // Another host attends: the engine stays.
    expect(await library.connection.client.library.status()).toMatchObject({ roots: [{ path: '/papers' }] });
  },
);

test('the last host takes the engine along', async () => {
  await using library = await fakeLibrary();
  const opened = await inklingOpen(library.path);
  await library.connection.close();
  expect(await opened.end('SIGINT')).toBe(0);
  expect(() => process.kill(library.connection.pid, 0)).toThrow('ESRCH');
});

test('a command meets the engine of the open page', async () => {
  await using library = await fakeLibrary();
  const opened = await inklingOpen(library.path, '/papers');
  const status = await inkling('status', '--json', '--library', library.path);
  expect(JSON.parse(status.out)).toMatchObject({ roots: [{ path: '/papers' }] });
  expect(status).toMatchObject({ code: 0, err: '' });
  await opened.end('SIGTERM');
});

test('stop ends the page’s host too, as done', async () => {
  await using library = await fakeLibrary();
  const opened = await inklingOpen(library.path);
  expect(await inkling('stop', '--library', library.path)).toMatchObject({
    code: 0,
    out: 'The engine has ended.\n',
  });
  expect(await opened.ended).toBe(0);
});

test('a folder that is not there is said before a page opens', async () => {
  await using library = await fakeLibrary();
  const missing = await inkling('open', '/papers', '/missing', '--no-browser', '--library', library.path);
  expect(missing).toEqual({
    code: 1,
    out: '',
    err: 'The folder is not there. [FOLDER_MISSING]\nCheck how it is spelt.\n',
  });
});

test('exit codes hold at the real command line', async () => {
  await using library = await fakeLibrary();
  const missing = await inkling('index', '/missing', '--library', library.path);
  expect(missing).toEqual({
    code: 1,
    out: '',
    err: 'The folder is not there. [FOLDER_MISSING]\nCheck how it is spelt.\n',
  });
  expect((await inkling('nonsense')).code).toBe(2);
  expect((await inkling('--help')).code).toBe(0);
});
