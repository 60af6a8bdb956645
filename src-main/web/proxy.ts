import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { answerRefusal, writeHead } from './answer.ts';

/** What a call needs; the token and everything else of the browser ends here. */
const HEADERS_FORWARDED = ['accept', 'content-type', 'content-length', 'last-event-id'];

/** Nobody listens there: nothing was heard of the call, which may be made again. */
const AWAY = new Set(['ECONNREFUSED', 'ENOENT']);
const AGAIN_MS = 100;

/** Where an engine is. */
export interface Onward {
  /** Asked anew for every try. */
  readonly connection: { readonly socket: string };
  /** Milliseconds that a call waits for an engine that is being replaced. */
  readonly patience: number;
}

/** A call as it is handed on. */
interface Call {
  readonly path: string | undefined;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** By the clock of performance.now(). */
  readonly until: number;
}

/** Hands a call on to the engine's socket and streams its answer back; who leaves first ends both. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { connection, patience }: Onward,
): Promise<void> {
  // Whole (the guard bounds it), for the engine may answer and hang up before a piece that comes late.
  const body = await buffer(request).catch(() => null);
  if (body === null) return;
  const headers = pick(request.headers, HEADERS_FORWARDED);
  ask({ path: request.url, headers, body, until: performance.now() + patience }, response, connection);
}

function ask(call: Call, response: ServerResponse, connection: Onward['connection']): void {
  if (response.destroyed) return;
  const { path, headers, body, until } = call;
  const { socket: socketPath } = connection;
  const onward = httpRequest({ socketPath, path, method: 'POST', headers, agent: false });
  const leave = (): void => void onward.destroy();
  onward.once('response', (answer) => handBack(answer, response));
  onward.once('error', (error: NodeJS.ErrnoException) => {
    response.off('close', leave);
    const isAway = AWAY.has(error.code ?? '') && performance.now() < until;
    if (isAway) setTimeout(() => ask(call, response, connection), AGAIN_MS);
    else answerRefusal(response, 502, 'ENGINE_GONE');
  });
  response.once('close', leave);
  onward.end(body);
}

function handBack(answer: IncomingMessage, response: ServerResponse): void {
  writeHead(response, answer.statusCode ?? 502, pick(answer.headers, ['content-type', 'content-length']));
  // A stream whose first event is far away must be known to be open.
  response.flushHeaders();
  answer.once('error', () => response.destroy());
  answer.pipe(response);
}

function pick(headers: IncomingMessage['headers'], names: readonly string[]): OutgoingHttpHeaders {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}
