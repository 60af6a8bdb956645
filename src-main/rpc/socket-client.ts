import { request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Readable } from 'node:stream';

import { RPCLink } from '@orpc/client/fetch';

import { clientBorder } from './border.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';

/** Where calls stand on an engine's socket and on the loopback page. */
export const RPC_PREFIX = '/rpc';
/** Where pictures stand beside them: bytes, which cross no contract. */
export const PICTURE_PATH = '/picture';

/** A client of the engine that listens on a socket or named pipe. */
export function createSocketClient(socket: string): Client {
  const fetch = socketFetch(socket);
  return createClient(new RPCLink({ url: `http://engine${RPC_PREFIX}`, fetch, ...clientBorder }));
}

/** A picture of a document, or a failure in the form of a failed call: as the engine answers it. */
export function fetchPicture(socket: string, asked: RequestInit): Promise<Response> {
  return socketFetch(socket)(new Request(`http://engine${PICTURE_PATH}`, asked));
}

/**
 * The fetch of Node reaches TCP only. One connection a call: on a socket it costs a tenth of a millisecond,
 * and its close tells the engine that the caller is gone.
 */
function socketFetch(socketPath: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = Buffer.from(await request.arrayBuffer());
    const response = await send(socketPath, request, body);
    hold(request, response);
    return new Response(Readable.toWeb(response) as ReadableStream, {
      status: response.statusCode ?? 0,
      headers: textHeaders(response),
    });
  };
}

const held = new Set<Request>();

/** A request's signal follows its caller's only as long as the request itself lives, which nothing else keeps alive. */
function hold(request: Request, response: IncomingMessage): void {
  held.add(request);
  response.once('close', () => held.delete(request));
}

function send(socketPath: string, request: Request, body: Buffer): Promise<IncomingMessage> {
  const { pathname: path } = new URL(request.url);
  const headers = { ...Object.fromEntries(request.headers), 'content-length': body.length };
  const { method, signal } = request;
  const options: RequestOptions = { socketPath, path, method, headers, agent: false, signal };
  return new Promise((resolve, reject) => {
    httpRequest(options, resolve).once('error', reject).end(body);
  });
}

function textHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
