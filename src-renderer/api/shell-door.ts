import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';

import type { Connection } from './connect.ts';
import { EngineLine } from './engine-line.ts';
import { FlowingLink } from './flowing-link.ts';
import { httpPictures } from './pictures.ts';
import type { ShellContract } from './types.ts';

/** The program around a page in a desktop window. */
export type ShellClient = ContractRouterClient<ShellContract>;

/** The names of src-main/electron/names.ts; the page imports no program. */
const PORTS_WANTED = 'inkling-ports-wanted';
const ENGINE_PORT = 'inkling-engine-port';
const SHELL_PORT = 'inkling-shell-port';

export const WINDOWS = ['main', 'quick'] as const;
export type WindowKind = (typeof WINDOWS)[number];

/** Which of the program's windows this page stands in; null in a browser. */
export function windowKind({ search }: Pick<Location, 'search'>): WindowKind | null {
  const named = new URLSearchParams(search).get('window');
  return WINDOWS.find((kind) => kind === named) ?? null;
}

/** Asks the program for its ports. The engine's may come later, and come again; calls wait for it. */
export function connectShell(
  page: Window & typeof globalThis,
): Promise<Extract<Connection, { kind: 'ready' }>> {
  const engine = new EngineLine();
  const { origin } = page.location;
  return new Promise((resolve) => {
    page.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.source !== page || event.origin !== origin) return;
      // Without a port it says that the engine ended.
      if (event.data === ENGINE_PORT && port === undefined) engine.leave();
      else if (event.data === ENGINE_PORT && port !== undefined) engine.take(port);
      else if (event.data === SHELL_PORT && port !== undefined) resolve(connection(port, engine, page));
    });
    page.postMessage(PORTS_WANTED, origin);
  });
}

function connection(port: MessagePort, engine: EngineLine, page: Window & typeof globalThis) {
  const shell = createORPCClient<ShellClient>(new FlowingLink({ port }));
  port.start();
  const fetch: typeof globalThis.fetch = (input, init) => page.fetch(input, init);
  const pictures = httpPictures({ origin: page.location.origin, token: null, fetch, onRefused: () => {} });
  return { kind: 'ready' as const, client: engine.client, pictures, shell };
}
