import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';

import type { Client } from '../../src-main/rpc/client.ts';
import { createPortClient, servePort } from '../../src-main/rpc/message-port.ts';
import { createRouter } from '../../src-main/rpc/router.ts';
import { serveSocket } from '../../src-main/rpc/serve.ts';
import { createSocketClient } from '../../src-main/rpc/socket-client.ts';
import { FakeEngine } from './fake-engine.ts';

/** A fake engine behind a transport, and what the process around it would see. */
export interface Transport extends AsyncDisposable {
  readonly client: Client;
  readonly engine: FakeEngine;
  readonly seen: { hosts: number; stops: number };
}

export interface ServedSocket extends Transport {
  readonly socket: string;
}

export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'inkling-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export async function overSocket(): Promise<ServedSocket> {
  const folder = await temporaryFolder();
  const socket = join(folder.path, 'engine.sock');
  const { router, engine, seen } = fakeRouter();
  const served = await serveSocket(router, socket);
  const dispose = async () => {
    await served.close();
    await folder[Symbol.asyncDispose]();
  };
  return { client: createSocketClient(socket), engine, seen, socket, [Symbol.asyncDispose]: dispose };
}

export async function overMessagePort(): Promise<Transport> {
  const { port1, port2 } = new MessageChannel();
  const { router, engine, seen } = fakeRouter();
  servePort(router, port1);
  const client = createPortClient(port2);
  return { client, engine, seen, [Symbol.asyncDispose]: async () => port1.close() };
}

function fakeRouter() {
  const engine = new FakeEngine();
  const seen = { hosts: 0, stops: 0 };
  const attend = () => {
    seen.hosts += 1;
    return () => void (seen.hosts -= 1);
  };
  const router = createRouter(engine, { version: '1.2.3', attend, stop: () => void (seen.stops += 1) });
  return { router, engine, seen };
}
