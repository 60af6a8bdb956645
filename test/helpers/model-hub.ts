import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a hub offers, by path, and how it behaves. */
export interface HubOptions {
  readonly files: Map<string, Buffer>;
  /** How many answers stop after half of what is left, until they are cut. */
  cuts?: number;
  /** Once they are cut, every answer ends before its first byte. */
  isDead?: boolean;
  /** Says another checksum than the file has. */
  lies?: boolean;
}

/** A stand-in for a model hub on this computer: it answers ranges, and cuts connections where it is told to. */
export class ModelHub implements AsyncDisposable {
  /** Path and range of every answer. */
  readonly asked: string[] = [];
  readonly options: HubOptions;
  /** The answer that waits to be cut: the bytes of its file that are on their way, and what cuts it. */
  held: { readonly sent: number; readonly cut: () => void } | null = null;
  readonly #server = createServer((request, response) => this.#answer(request, response));

  private constructor(options: HubOptions) {
    this.options = options;
  }

  static async start(options: HubOptions): Promise<ModelHub> {
    const hub = new ModelHub(options);
    hub.#server.listen(0, '127.0.0.1');
    await once(hub.#server, 'listening');
    return hub;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  #answer({ url = '', method, headers }: IncomingMessage, response: ServerResponse): void {
    const file = this.options.files.get(url);
    if (method === 'GET') this.asked.push(`${url} ${headers.range ?? 'whole'}`);
    if (file === undefined) return void response.writeHead(404).end();
    const sum = createHash('sha256').update(file).digest('hex');
    const etag = `"${this.options.lies ? sum.replaceAll(/./g, '0') : sum}"`;
    const isSame = headers['if-range'] === etag;
    const from = isSame ? Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    const rest = file.subarray(from);
    const range = from === 0 ? {} : { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` };
    response.writeHead(from === 0 ? 200 : 206, { etag, 'content-length': rest.length, ...range });
    if (method === 'HEAD') return void response.end();
    if ((this.options.cuts ?? 0) === 0)
      return void (this.options.isDead ? response.destroy() : response.end(rest));
    this.options.cuts = (this.options.cuts ?? 0) - 1;
    const half = Math.ceil(rest.length / 2);
    response.write(rest.subarray(0, half));
    this.held = { sent: from + half, cut: () => response.destroy() };
  }

  /** As a computer that is away. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
