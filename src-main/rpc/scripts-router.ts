import { implement } from '@orpc/server';

import { scriptsContract, type SearchStage } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { withinText } from '../lib/within-text.ts';
import type { Client } from './client.ts';
import { heard } from './heard.ts';
import { readAgain } from './read-again.ts';

/** Calls of the engine as it is now: it may be another one from call to call. */
export type AskClient = () => Promise<Client>;

/** The calls for scripts on the whole library, handed on to an engine. */
export function createScriptsRouter(ask: AskClient) {
  return { ...searching(ask), ...finding(ask), ...looking(ask) };
}

/** What is asked by a query, and the text it leads to. */
function searching(ask: AskClient) {
  const calls = implement(scriptsContract).use(async ({ next }) => readAgain(async () => next()));
  return {
    search: calls.search.handler(async ({ input, signal }) =>
      lastOf(await (await ask()).search.run(input, { signal: heard(signal) })),
    ),
    complete: calls.complete.handler(async ({ input, signal }) =>
      (await ask()).search.complete(input, { signal: heard(signal) }),
    ),
    matches: calls.matches.handler(async ({ input, signal }) =>
      (await ask()).searches.matches(input, { signal: heard(signal) }),
    ),
    searches: calls.searches.handler(async ({ input, signal }) =>
      (await ask()).searches.list(input, { signal: heard(signal) }),
    ),
    news: calls.news.handler(async ({ input, signal }) =>
      (await ask()).searches.news(input, { signal: heard(signal) }),
    ),
    read: calls.read.handler(async ({ input, signal }) =>
      withinText(await (await ask()).document.read(input, { signal: heard(signal) })),
    ),
  };
}

/** What is found from a document or a text. */
function finding(ask: AskClient) {
  const calls = implement(scriptsContract).use(async ({ next }) => readAgain(async () => next()));
  return {
    similar: calls.similar.handler(async ({ input, signal }) =>
      (await ask()).similar.documents(input, { signal: heard(signal) }),
    ),
    versions: calls.versions.handler(async ({ input, signal }) =>
      (await ask()).similar.versions(input, { signal: heard(signal) }),
    ),
    where: calls.where.handler(async ({ input, signal }) =>
      (await ask()).similar.where(input, { signal: heard(signal) }),
    ),
    duplicates: calls.duplicates.handler(async ({ input, signal }) =>
      (await ask()).similar.duplicates(input, { signal: heard(signal) }),
    ),
    difference: calls.difference.handler(async ({ input, signal }) =>
      (await ask()).similar.difference(input, { signal: heard(signal) }),
    ),
    quotes: calls.quotes.handler(async ({ input, signal }) =>
      (await ask()).similar.quotes(input, { signal: heard(signal) }),
    ),
  };
}

/** What is gathered, and how the library is. */
function looking(ask: AskClient) {
  const calls = implement(scriptsContract).use(async ({ next }) => readAgain(async () => next()));
  return {
    topics: calls.topics.handler(async ({ signal }) =>
      (await ask()).topics.list(undefined, { signal: heard(signal) }),
    ),
    topic: calls.topic.handler(async ({ input, signal }) =>
      (await ask()).topics.show(input, { signal: heard(signal) }),
    ),
    unlabelled: calls.unlabelled.handler(async ({ input, signal }) =>
      (await ask()).topics.unlabelled(input, { signal: heard(signal) }),
    ),
    status: calls.status.handler(async ({ signal }) =>
      (await ask()).library.status(undefined, { signal: heard(signal) }),
    ),
    errors: calls.errors.handler(async ({ signal }) =>
      (await ask()).library.errors(undefined, { signal: heard(signal) }),
    ),
    storage: calls.storage.handler(async ({ signal }) =>
      (await ask()).keeping.storage(undefined, { signal: heard(signal) }),
    ),
    about: calls.about.handler(async ({ signal }) =>
      (await ask()).keeping.about(undefined, { signal: heard(signal) }),
    ),
  };
}

async function lastOf(stages: AsyncIterable<SearchStage>): Promise<SearchStage> {
  let last: SearchStage | undefined;
  for await (const stage of stages) last = stage;
  if (last !== undefined) return last;
  throw new InklingError('SEARCH_UNFINISHED', { cause: 'The search gave no answer.', remedy: 'Try again.' });
}
