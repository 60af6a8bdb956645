import type { IncomingMessage, ServerResponse } from 'node:http';

import { OpenAPIHandler } from '@orpc/openapi/node';

import { errorDataSchema } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { programTurns } from '../lib/many-calls.ts';
import { serverBorder } from './border.ts';
import { heard } from './heard.ts';
import { createOpenedScriptsRouter } from './opened-scripts-router.ts';
import { createScriptsRouter, type AskClient } from './scripts-router.ts';

/** What scripts see: folders that are open to agents and scripts, or the whole library. */
export type ScriptsReach = 'opened' | 'all';

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

interface Asked<Result> {
  readonly request: { readonly signal?: AbortSignal | undefined };
  next(): Promise<Result>;
}

/** A script that asks in a loop must not take the engine from the person. */
function inTurn() {
  const turns = programTurns();
  return <Result>({ request, next }: Asked<Result>) => turns.run(() => next(), heard(request.signal));
}

/** Answers a request of a script; resolves to whether there is such a call. */
export type AnswerScript = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The calls for scripts over HTTP; every failure in the form of those on the terminal. */
export function scriptsAnswer(reach: ScriptsReach, ask: AskClient): AnswerScript {
  const router = reach === 'all' ? createScriptsRouter(ask) : createOpenedScriptsRouter(ask);
  const border = serverBorder();
  const handler = new OpenAPIHandler(router, {
    ...border,
    interceptors: [...border.interceptors, readable, inTurn()],
    customErrorResponseBodyEncoder: ({ data }) => ({ error: errorDataSchema.parse(data) }),
  });
  return async (request, response) => (await handler.handle(request, response)).matched;
}
