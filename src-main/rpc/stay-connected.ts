import type { Client } from './client.ts';
import { connectEngine } from './connect.ts';
import type { ConnectOptions } from './connect.ts';

/** A connection that moves to a new engine when the old one died. */
export interface StayingConnection {
  /** Those of the present engine: ask anew for every call. */
  readonly client: Client;
  readonly socket: string;
  readonly pid: number;
  /** Resolves when the engine was ended from elsewhere or this side closed; rejects where no new one starts. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** @throws InklingError as connectEngine does */
export async function stayConnected(options: ConnectOptions): Promise<StayingConnection> {
  let current = await connectEngine(options);
  const ended = (async () => {
    while ((await current.ended) === 'lost') current = await connectEngine(options);
  })();
  // Whoever waits for it hears of it; nobody has to.
  ended.catch(() => {});
  return {
    get client() {
      return current.client;
    },
    get socket() {
      return current.socket;
    },
    get pid() {
      return current.pid;
    },
    ended,
    close: () => current.close(),
  };
}
