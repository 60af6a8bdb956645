import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { RPCHandler } from '@orpc/server/node';

import { answerPicture } from '../../src-main/rpc/pictures.ts';
import { answerRefusal } from '../../src-main/web/answer.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

const PAGE = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** As strict as a page can be held: whatever works here works behind the real host. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/** The loopback host of a fake engine: the built page, the token exchange, the calls. */
export class FakeHost {
  readonly engine: ScriptedEngine;
  #server: Server;
  #codes = new Set<string>();
  #tokens = new Set<string>();
  #away = false;

  private constructor(engine: ScriptedEngine) {
    this.engine = engine;
    const calls = new RPCHandler(engine.router());
    this.#server = createServer((request, response) => {
      void this.#answer(calls, request, response);
    });
  }

  static async start(engine: ScriptedEngine): Promise<FakeHost> {
    const host = new FakeHost(engine);
    await host.#listen(0);
    return host;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get home(): string {
    return `${this.origin}/`;
  }

  /** An address with a fresh one-time code. */
  address(): string {
    const code = crypto.randomUUID();
    this.#codes.add(code);
    return `${this.origin}/#${code}`;
  }

  /** From now on every token is refused. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  /** The engine ends: what is open breaks, what is asked is refused, until it is back. */
  setAway(away: boolean): void {
    this.#away = away;
    if (away) this.#server.closeAllConnections();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  async #answer(
    calls: RPCHandler<Record<never, never>>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    if (url.pathname === '/token') return this.#exchange(request, response);
    const isPicture = url.pathname === '/picture';
    if (!isPicture && !url.pathname.startsWith('/rpc')) return file(url.pathname, response);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.#tokens.has(token)) return void response.writeHead(401).end();
    if (this.#away) return answerRefusal(response, 502, 'ENGINE_GONE');
    if (isPicture)
      return answerPicture({ picture: (asked) => this.engine.picture(asked) }, request, response);
    const { matched } = await calls.handle(request, response, { prefix: '/rpc', context: {} });
    if (!matched) response.writeHead(404).end();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code } = JSON.parse(await bodyOf(request)) as { code: string };
    // A code opens once.
    if (!this.#codes.delete(code)) return void response.writeHead(401).end();
    const token = crypto.randomUUID();
    this.#tokens.add(token);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function file(path: string, response: ServerResponse): Promise<void> {
  const wanted = normalize(path === '/' ? '/index.html' : path);
  try {
    const content = await readFile(join(PAGE, wanted));
    response
      .writeHead(200, {
        'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
      })
      .end(content);
  } catch {
    response.writeHead(404).end();
  }
}
