import { oc } from '@orpc/contract';

import {
  agentReadInputSchema,
  agentSearchInputSchema,
  agentSearchSchema,
  agentsContract,
  agentSimilarInputSchema,
  agentSimilarSchema,
  agentTextSchema,
  agentTopicDocumentsSchema,
  agentTopicInputSchema,
} from './agents.ts';

/**
 * What scripts may ask over HTTP of the folders the person opened to agents and scripts: the calls of agents, as plain JSON.
 * What has an input is posted, and a field that nobody knows is refused, for it would be a misspelt one; the rest is got.
 */
export const openedScriptsContract = {
  search: oc
    .route({
      method: 'POST',
      path: '/search',
      summary: 'Documents by meaning and by word, best first, each with the passages that answer',
    })
    .input(agentSearchInputSchema.strict())
    .output(agentSearchSchema),
  read: oc
    .route({
      method: 'POST',
      path: '/document',
      summary: 'The stored text of a document, or a part of it',
    })
    .input(agentReadInputSchema.strict())
    .output(agentTextSchema),
  similar: oc
    .route({
      method: 'POST',
      path: '/similar',
      summary: 'Documents like one, or passages like one of its passages',
    })
    .input(agentSimilarInputSchema.strict())
    .output(agentSimilarSchema),
  topics: agentsContract.topics.route({
    method: 'GET',
    path: '/topics',
    summary: 'Labels, with how many documents carry each',
  }),
  topic: oc
    .route({ method: 'POST', path: '/topic', summary: 'Documents of a label, best first' })
    .input(agentTopicInputSchema.strict())
    .output(agentTopicDocumentsSchema),
  status: agentsContract.status.route({
    method: 'GET',
    path: '/status',
    summary: 'Which folders are open, and how much of them can be searched',
  }),
};
