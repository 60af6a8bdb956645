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
    read: calls.read.handler(({ input, signal }) => engine.agentRead(input, heard(signal))),
    similar: calls.similar.handler(({ input, signal }) => engine.agentSimilar(input, heard(signal))),
    topics: calls.topics.handler(({ signal }) => engine.agentTopics(heard(signal))),
    topic: calls.topic.handler(({ input, signal }) => engine.agentTopic(input, heard(signal))),
    status: calls.status.handler(({ signal }) => engine.agentStatus(heard(signal))),
  };
}
