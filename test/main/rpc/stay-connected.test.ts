import { expect, test } from 'vitest';

import { stayConnected } from '../../../src-main/rpc/stay-connected.ts';
import { FAKE_ENGINE, fakeLibrary } from '../../helpers/fake-library.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

test('a crash moves the connection to a new engine', async () => {
  await using library = await fakeLibrary();
  const staying = await stayConnected({ library: library.path, host: 'test', entry: FAKE_ENGINE });
  const { pid } = staying;
  process.kill(pid, 'SIGKILL');
  await waitUntil(() => staying.pid !== pid);
  expect(await staying.client.library.status()).toMatchObject({ passages: 7 });
  await staying.client.engine.stop();
  await staying.ended;
});

test('an engine that ends to start anew, as after a restored backup, moves the connection too', async () => {
  await using library = await fakeLibrary();
  const staying = await stayConnected({ library: library.path, host: 'test', entry: FAKE_ENGINE });
  const { pid } = staying;
  expect(await staying.client.keeping.erase({ confirm: 'erase everything' })).toEqual({ restarting: true });
  await waitUntil(() => staying.pid !== pid);
  expect(await staying.client.library.status()).toMatchObject({ passages: 7 });
  await staying.client.engine.stop();
  await staying.ended;
});

test('an engine that was ended is not started anew', async () => {
  await using library = await fakeLibrary();
  const staying = await stayConnected({ library: library.path, host: 'test', entry: FAKE_ENGINE });
  await library.connection.client.engine.stop();
  await expect(staying.ended).resolves.toBeUndefined();
});
