import type { IncomingMessage, ServerResponse } from 'node:http';

import { OpenAPIHandler } from '@orpc/openapi/node';

import { errorDataSchema } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { serverBorder } from './border.ts';
import type { Client } from './client.ts';
import { createScriptsRouter } from './scripts-router.ts';

/** What is no JSON is the asker's fault: nothing else is parsed on this side of the engine. */
async function readable<Result>({ next }: { next(): Promise<Result> }): Promise<Result> {
  try {
    return await next();
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new InklingError('INPUT_INVALID', {
      cause: `The body is no JSON (${thrown.message}).`,
      remedy: 'Send a JSON object, as /openapi.json states for this call.',
    });
  }
}

/** Answers a request of a script; resolves to whether there is such a call. */
export type AnswerScript = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The calls for scripts over HTTP; every failure in the form of those on the terminal. */
export function scriptsAnswer(askEngine: () => Promise<Client>): AnswerScript {
  const border = serverBorder();
  const handler = new OpenAPIHandler(createScriptsRouter(askEngine), {
    ...border,
    interceptors: [...border.interceptors, readable],
    customErrorResponseBodyEncoder: ({ data }) => ({ error: errorDataSchema.parse(data) }),
  });
  return async (request, response) => (await handler.handle(request, response)).matched;
}
