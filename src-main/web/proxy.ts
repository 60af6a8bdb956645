import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { answerRefusal, writeHead } from './answer.ts';

/** What a call needs; the token and everything else of the browser ends here. */
const HEADERS_FORWARDED = ['accept', 'content-type', 'content-length', 'last-event-id'];

/** Hands a call on to the engine's socket and streams its answer back; who leaves first ends both. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  socketPath: string,
): Promise<void> {
  // Whole (the guard bounds it), for the engine may answer and hang up before a piece that comes late.
  const body = await buffer(request).catch(() => null);
  if (body === null || response.destroyed) return;
  const headers = pick(request.headers, HEADERS_FORWARDED);
  const onward = httpRequest({ socketPath, path: request.url, method: 'POST', headers, agent: false });
  onward.once('response', (answer) => handBack(answer, response));
  onward.once('error', () => answerRefusal(response, 502, 'ENGINE_GONE'));
  response.once('close', () => onward.destroy());
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
