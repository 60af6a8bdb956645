import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

import { z } from 'zod';

import { answerJson, answerRefusal, writeHead } from './answer.ts';
import { judge } from './guard.ts';
import { closeServer, listenOnLoopback, LOOPBACK } from './loopback.ts';
import { forward, type Onward } from './proxy.ts';
import { readPage } from '../lib/page-files.ts';
import type { PageFiles } from '../lib/page-files.ts';
import { Tokens } from './token.ts';

export interface WebOptions {
  /** The engine's socket, asked anew for every call: an engine may be replaced while the page is open. */
  readonly connection: { readonly socket: string };
  /** The folder of the built page. */
  readonly page: string;
  /** Milliseconds that a call waits for an engine that is being replaced. */
  readonly patience?: number;
}

/** An engine that is replaced is there again within this time. */
const PATIENCE_MS = 4_000;

export interface Web {
  /** With a code that works once. */
  readonly url: string;
  /** An address with a new code, for another tab. */
  newUrl(): string;
  close(): Promise<void>;
}

/** What answers one request, gathered once. */
interface Desk {
  readonly onward: Onward;
  readonly files: PageFiles;
  readonly tokens: Tokens;
}

/** Serves the page and its calls on a random port of this machine. */
export async function startWeb({ connection, page, patience = PATIENCE_MS }: WebOptions): Promise<Web> {
  const desk = { onward: { connection, patience }, files: await readPage(page), tokens: new Tokens() };
  const server = createServer((request, response) => answer(request, response, desk));
  const port = await listenOnLoopback(server);
  const newUrl = () => `http://${LOOPBACK}:${port}/#${desk.tokens.newCode()}`;
  return { url: newUrl(), newUrl, close: () => closeServer(server) };
}

function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): void {
  const { method, url: target, headers } = request;
  const accepts = (token: string) => desk.tokens.accepts(token);
  const verdict = judge({ method, target, headers }, { port: request.socket.localPort ?? 0, accepts });
  // A browser that left while it was written to is no failure of ours.
  response.on('error', () => {});
  if (verdict.kind === 'refused') answerRefusal(response, verdict.status, verdict.code);
  else if (verdict.kind === 'page') answerPage(verdict.path, response, desk.files);
  else if (verdict.kind === 'token') void answerToken(request, response, desk.tokens);
  else void forward(request, response, desk.onward);
}

function answerPage(path: string, response: ServerResponse, files: PageFiles): void {
  const file = files.get(path);
  if (!file) return answerRefusal(response, 404, 'PAGE_UNKNOWN');
  writeHead(response, 200, { 'content-type': file.type, 'content-length': file.bytes.length });
  response.end(file.bytes);
}

async function answerToken(
  request: IncomingMessage,
  response: ServerResponse,
  tokens: Tokens,
): Promise<void> {
  const asked = z.object({ code: z.string().max(128) }).safeParse(await json(request).catch(() => null));
  const token = asked.success ? tokens.exchange(asked.data.code) : null;
  if (token === null) answerRefusal(response, 401, 'CODE_USED');
  else answerJson(response, 200, { token });
}
