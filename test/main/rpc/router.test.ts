import { expect, test } from 'vitest';

import { FakeEngine } from '../../helpers/fake-engine.ts';
import { routerClient } from '../../helpers/router-client.ts';

test('who comes while an engine closes is let in nowhere', async () => {
  const ending = AbortSignal.abort();
  const stream = await routerClient(new FakeEngine(), { ending }).engine.attend({ host: 'test' });
  expect(await stream.next()).toMatchObject({ done: true });
});

test('who comes before is told of the engine, and of its end', async () => {
  const ending = new AbortController();
  const stream = await routerClient(new FakeEngine(), { ending: ending.signal }).engine.attend({
    host: 'test',
  });
  expect(await stream.next()).toMatchObject({ done: false, value: { pid: process.pid } });
  const end = stream.next();
  ending.abort();
  expect(await end).toMatchObject({ done: true });
});
