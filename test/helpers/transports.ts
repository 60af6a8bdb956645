import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';

import { RPCLink } from '@orpc/client/fetch';
import { createRouterClient } from '@orpc/server';

import { clientBorder, innerBorder } from '../../src-main/rpc/border.ts';
import { createClient } from '../../src-main/rpc/client.ts';
import type { Client } from '../../src-main/rpc/client.ts';
import { forwardRouter } from '../../src-main/rpc/forward-router.ts';
import { servePort } from '../../src-main/rpc/message-port.ts';
import { createRouter } from '../../src-main/rpc/router.ts';
import { serveSocket } from '../../src-main/rpc/serve.ts';
import { createSocketClient } from '../../src-main/rpc/socket-client.ts';
import { startWeb } from '../../src-main/web/listen.ts';
import { StandInChannel } from './electron/ports.ts';
import { FakeEngine } from './fake-engine.ts';
import { pageFolder } from './page-folder.ts';
import { createPortClient } from './port-client.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A fake engine behind a transport, and what the process around it would see. */
export interface Transport extends AsyncDisposable {
  readonly client: Client;
  readonly engine: FakeEngine;
  readonly seen: { hosts: number; stops: number; restarts: number };
}

/** One whose caller can be gone from one moment to the next, as a window that crashes. */
export interface PortTransport extends Transport {
  readonly vanish: () => void;
}

export interface ServedSocket extends Transport {
  readonly socket: string;
}

export async function overSocket(): Promise<ServedSocket> {
  const folder = await temporaryFolder();
  const socket = join(folder.path, 'engine.sock');
  const { router, engine, seen } = fakeRouter();
  const served = await serveSocket(router, engine, socket);
  const dispose = async () => {
    await served.close();
    await folder[Symbol.asyncDispose]();
  };
  return { client: createSocketClient(socket), engine, seen, socket, [Symbol.asyncDispose]: dispose };
}

/** The page's way: code, token, then calls through the loopback host to the socket. */
export async function overWeb(): Promise<Transport> {
  const served = await overSocket();
  const folder = await pageFolder();
  const web = await startWeb({ connection: served, page: folder.page });
  const headers = { authorization: `Bearer ${await exchangeCode(web.url)}` };
  const url = new URL('/rpc', web.url).href;
  const dispose = async () => {
    await web.close();
    await folder[Symbol.asyncDispose]();
    await served[Symbol.asyncDispose]();
  };
  return {
    ...served,
    client: createClient(new RPCLink({ url, headers, ...clientBorder })),
    [Symbol.asyncDispose]: dispose,
  };
}

async function exchangeCode(url: string): Promise<string> {
  const { origin, hash } = new URL(url);
  const body = JSON.stringify({ code: hash.slice(1) });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/token`, { method: 'POST', headers, body });
  const { token } = (await answer.json()) as { token: string };
  return token;
}

/** No transport at all: what the others are held to. */
export async function inProcess(): Promise<Transport> {
  const { router, engine, seen } = fakeRouter();
  const client: Client = createRouterClient(router, innerBorder);
  return { client, engine, seen, [Symbol.asyncDispose]: async () => {} };
}

/** A page's port as Electron hands it over, with an engine of the program's own at the other end. */
export async function overElectronPort(): Promise<PortTransport> {
  const { port1, port2 } = new StandInChannel();
  const { router, engine, seen } = fakeRouter();
  servePort(router, port1);
  const client = createPortClient(port2);
  const vanish = (): void => port2.close();
  return { client, engine, seen, vanish, [Symbol.asyncDispose]: async () => vanish() };
}

/** The same where the engine is a terminal's: the program hands calls on to its socket. */
export async function overForwardedPort(): Promise<PortTransport> {
  const served = await overSocket();
  const { port1, port2 } = new StandInChannel();
  servePort(
    forwardRouter(() => served.client),
    port1,
  );
  const vanish = (): void => port2.close();
  const dispose = async (): Promise<void> => {
    vanish();
    await served[Symbol.asyncDispose]();
  };
  return { ...served, client: createPortClient(port2), vanish, [Symbol.asyncDispose]: dispose };
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
  const seen = { hosts: 0, stops: 0, restarts: 0 };
  const attend = () => {
    seen.hosts += 1;
    return () => void (seen.hosts -= 1);
  };
  const { signal: ending } = new AbortController();
  const host = {
    version: '1.2.3',
    ending,
    attend,
    get attending() {
      return seen.hosts;
    },
    stop: () => void (seen.stops += 1),
    restart: () => void (seen.restarts += 1),
  };
  const router = createRouter(engine, host);
  return { router, engine, seen };
}
