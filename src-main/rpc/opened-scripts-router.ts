import { implement } from '@orpc/server';

import { openedScriptsContract } from '../contract/index.ts';
import { heard } from './heard.ts';
import { readAgain } from './read-again.ts';
import type { AskClient } from './scripts-router.ts';

/** The calls for scripts on opened folders, handed on to an engine, which keeps to these folders. */
export function createOpenedScriptsRouter(ask: AskClient) {
  const calls = implement(openedScriptsContract).use(async ({ next }) => readAgain(async () => next()));
  return {
    search: calls.search.handler(async ({ input, signal }) =>
      (await ask()).agents.search(input, { signal: heard(signal) }),
    ),
    read: calls.read.handler(async ({ input, signal }) =>
      (await ask()).agents.read(input, { signal: heard(signal) }),
    ),
    similar: calls.similar.handler(async ({ input, signal }) =>
      (await ask()).agents.similar(input, { signal: heard(signal) }),
    ),
    topics: calls.topics.handler(async ({ signal }) =>
      (await ask()).agents.topics(undefined, { signal: heard(signal) }),
    ),
    topic: calls.topic.handler(async ({ input, signal }) =>
      (await ask()).agents.topic(input, { signal: heard(signal) }),
    ),
    status: calls.status.handler(async ({ signal }) =>
      (await ask()).agents.status(undefined, { signal: heard(signal) }),
    ),
  };
}
