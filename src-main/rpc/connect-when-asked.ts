import type { Client } from './client.ts';
import { connectEngine } from './connect.ts';
import type { Connection, ConnectOptions } from './connect.ts';

/** A connection for who asks now and then over hours: made when it is first wanted, and anew where the engine ended since. */
export class AskedConnection {
  readonly #options: ConnectOptions;
  #current: Promise<Connection> | null = null;
  #isClosed = false;

  constructor(options: ConnectOptions) {
    this.#options = options;
  }

  /** Calls of the present engine: ask anew for every call. @throws InklingError as connectEngine does */
  async client(): Promise<Client> {
    this.#current ??= this.#connect();
    return (await this.#current).client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await (await this.#current?.catch(() => null))?.close();
  }

  #connect(): Promise<Connection> {
    const connecting = connectEngine(this.#options);
    const forget = (): void => {
      if (this.#current === connecting) this.#current = null;
    };
    connecting.then((connection) => this.#outlive(connection)).then(forget, forget);
    return connecting;
  }

  /** Resolves when the engine ended; a connection that came too late is closed. */
  async #outlive(connection: Connection): Promise<void> {
    if (this.#isClosed) await connection.close();
    else await connection.ended;
  }
}
