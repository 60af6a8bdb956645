import { createRouterClient } from '@orpc/server';

import type { Engine } from '../../src-main/engine/index.ts';
import type { Client } from '../../src-main/rpc/client.ts';
import { createRouter } from '../../src-main/rpc/router.ts';

/** The calls of a host answered by an engine in this process, without a transport between. */
export function routerClient(
  engine: Engine,
  { ending = new AbortController().signal }: { readonly ending?: AbortSignal } = {},
): Client {
  return createRouterClient(
    createRouter(engine, {
      version: '0',
      attend: () => () => undefined,
      attending: 1,
      ending,
      stop: () => undefined,
      restart: () => undefined,
    }),
  );
}
