import type { SupportedMessagePort } from '@orpc/client/message-port';
import { RPCLink } from '@orpc/client/message-port';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

import { clientBorder, serverBorder } from './border.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';

/** Ports of Electron, of worker threads and of the page; all but a browser extension's wait for `start`. */
export type CallPort = SupportedMessagePort & { start?(): void };

/** Answers the contract's calls that come through a port, until the port closes. */
export function servePort(router: AnyRouter, port: CallPort): void {
  new RPCHandler(router, serverBorder).upgrade(port);
  port.start?.();
}

export function createPortClient(port: CallPort): Client {
  const client = createClient(new RPCLink({ port, ...clientBorder }));
  port.start?.();
  return client;
}
