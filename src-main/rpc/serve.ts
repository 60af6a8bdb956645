import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { RPCHandler } from '@orpc/server/node';

import { InklingError } from '../lib/errors.ts';
import { serverBorder } from './border.ts';
import { encodeError } from './errors.ts';
import { answerPicture, type PictureSource } from './pictures.ts';
import type { EngineRouter } from './router.ts';
import { PICTURE_PATH, RPC_PREFIX } from './socket-client.ts';

/** Streams that end by themselves say so within this time; the others are cut. */
const LAST_WORDS_MILLISECONDS = 100;

export interface Served {
  /** Stops listening and ends every running call. */
  close(): Promise<void>;
}

/** Answers the contract's calls, and pictures beside them, on a socket that only this person may open. */
export async function serveSocket(
  router: EngineRouter,
  pictures: PictureSource,
  socket: string,
): Promise<Served> {
  const handler = new RPCHandler(router, serverBorder());
  const server = createServer((request, response) => {
    if (request.url === PICTURE_PATH) return void answerPicture(pictures, request, response);
    // A response that its caller closed rejects here: the call has been aborted, nothing is left to say.
    handler.handle(request, response, { prefix: RPC_PREFIX }).then(
      ({ matched }) => matched || answerUnknown(response),
      () => response.destroy(),
    );
  });
  await listen(server, socket);
  if (process.platform !== 'win32') await chmod(socket, 0o600);
  return { close: () => closeServer(server) };
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(socket, resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const late = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MILLISECONDS);
  await closed;
  clearTimeout(late);
}

function answerUnknown(response: ServerResponse<IncomingMessage>): void {
  const error = new InklingError('CALL_UNKNOWN', {
    cause: 'The engine does not know this call.',
    remedy: 'Use an engine and a host of the same version.',
  });
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ json: encodeError(error).toJSON() }));
}
