import { implement } from '@orpc/server';

import { contract } from '../contract/index.ts';
import type { Engine } from '../engine/index.ts';
import { heard } from './heard.ts';

/** The calls for AI agents, one line each. */
export function agentsCalls(engine: Engine) {
  const calls = implement(contract).agents;
  return {
    allow: calls.allow.handler(({ input }) => engine.allowAgents(input.path, input.allowed)),
    search: calls.search.handler(({ input, signal }) => engine.agentSearch(input, heard(signal))),
    read: calls.read.handler(({ input }) => engine.agentRead(input)),
    similar: calls.similar.handler(({ input, signal }) => engine.agentSimilar(input, heard(signal))),
    topics: calls.topics.handler(() => engine.agentTopics()),
    topic: calls.topic.handler(({ input }) => engine.agentTopic(input)),
    status: calls.status.handler(() => engine.agentStatus()),
  };
}
