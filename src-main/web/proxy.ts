import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import { answerRefusal, writeHead } from './answer.ts';

/** What a call needs; the token and everything else of the browser ends here. */
const HEADERS_FORWARDED = ['accept', 'content-type', 'content-length', 'last-event-id'];

/** Hands a call on to the engine's socket and streams its answer back; who leaves first ends both. */
export function forward(request: IncomingMessage, response: ServerResponse, socketPath: string): void {
  const headers = pick(request.headers, HEADERS_FORWARDED);
  const onward = httpRequest({ socketPath, path: request.url, method: 'POST', headers, agent: false });
  onward.once('response', (answer) => handBack(answer, response));
  onward.once('error', () => answerRefusal(response, 502, 'ENGINE_GONE'));
  response.once('close', () => onward.destroy());
  request.pipe(onward);
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
