import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { Worker } from 'node:worker_threads';

import { afterAll, expect, test } from 'vitest';

import { connectionAttempts, sharedAttempts, watchConnections } from '../../../src-main/lib/connections.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';

/** For documentation, RFC 5737: nobody answers there. */
const ELSEWHERE = '192.0.2.1';
const REACHING = new URL('../../helpers/reaching-process.ts', import.meta.url);

watchConnections();
const server = createServer((socket) => socket.end());
server.listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => server.close());

async function attempted(work: () => unknown): Promise<number> {
  const before = connectionAttempts();
  await work();
  return connectionAttempts() - before;
}

test('one attempt at another computer is one, whether it succeeds or not', async () => {
  const attempt = () =>
    connect({ host: ELSEWHERE, port: 9 })
      .on('error', () => undefined)
      .destroy();
  expect(await attempted(attempt)).toBe(1);
  expect(
    await attempted(() =>
      connect(9, ELSEWHERE)
        .on('error', () => undefined)
        .destroy(),
    ),
  ).toBe(1);
  const abort = AbortSignal.timeout(50);
  expect(await attempted(() => fetch(`http://${ELSEWHERE}/`, { signal: abort }).catch(() => null))).toBe(1);
});

test('this computer is no other', async () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const reach = async (): Promise<void> => {
    for (const host of ['127.0.0.1', 'localhost', undefined])
      await once(
        connect({ port, ...(host !== undefined && { host }) }).on('error', () => undefined),
        'close',
      );
  };
  expect(await attempted(reach)).toBe(0);
});

test('a datagram counts', async () => {
  const socket = createSocket('udp4');
  const away = () => new Promise((resolve) => socket.send('hello', 9, ELSEWHERE, () => resolve(undefined)));
  expect(await attempted(away)).toBe(1);
  const here = () => new Promise((resolve) => socket.send('hello', 9, '127.0.0.1', () => resolve(undefined)));
  expect(await attempted(here)).toBe(0);
  socket.close();
});

test('threads and children count with their process', async () => {
  const thread = async (): Promise<void> => {
    const worker = new Worker(REACHING, { workerData: sharedAttempts() });
    await once(worker, 'exit');
  };
  expect(await attempted(thread)).toBe(1);
  const child = async (): Promise<void> => {
    await spawnChild(REACHING).exited;
  };
  expect(await attempted(child)).toBe(1);
});
