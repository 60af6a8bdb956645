import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

import { pictureInputSchema, type PictureInput } from '../contract/index.ts';
import type { Picture } from '../engine/index.ts';
import { InklingError } from '../lib/errors.ts';
import { toRpcError } from './errors.ts';

/** What of an engine answers them. */
export interface PictureSource {
  picture(request: PictureInput, signal: AbortSignal): Promise<Picture>;
}

/** A picture as bytes of its own type, or a failure in the form of a failed call. */
export async function answerPicture(
  source: PictureSource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const unwanted = new AbortController();
  response.once('close', () => unwanted.abort());
  try {
    const asked = pictureInputSchema.safeParse(await json(request).catch(() => null));
    if (!asked.success) throw notUnderstood();
    const { type, bytes } = await source.picture(asked.data, unwanted.signal);
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
    response.end(bytes);
  } catch (thrown) {
    if (unwanted.signal.aborted) return void response.destroy();
    const error = toRpcError(thrown);
    response.writeHead(error.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ json: error.toJSON() }));
  }
}

function notUnderstood(): InklingError {
  return new InklingError('INPUT_INVALID', {
    cause: 'The picture that was asked for was not understood.',
    remedy: 'Ask for a path, a page and a width in dots.',
  });
}
