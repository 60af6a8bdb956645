import type { IncomingMessage, ServerResponse } from 'node:http';

import { OpenAPIHandler } from '@orpc/openapi/node';

import { errorDataSchema } from '../contract/index.ts';
import { serverBorder } from './border.ts';
import type { Client } from './client.ts';
import { createScriptsRouter } from './scripts-router.ts';

/** Answers a request of a script; resolves to whether there is such a call. */
export type AnswerScript = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The calls for scripts over HTTP; every failure in the form of those on the terminal. */
export function scriptsAnswer(askEngine: () => Promise<Client>): AnswerScript {
  const handler = new OpenAPIHandler(createScriptsRouter(askEngine), {
    ...serverBorder,
    customErrorResponseBodyEncoder: ({ data }) => ({ error: errorDataSchema.parse(data) }),
  });
  return async (request, response) => (await handler.handle(request, response)).matched;
}
