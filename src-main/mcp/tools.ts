import { z } from 'zod';

import {
  AGENT_PAGE,
  AGENT_READ_LIMIT,
  agentReadInputSchema,
  agentSearchInputSchema,
  agentSearchSchema,
  agentSimilarInputSchema,
  agentSimilarSchema,
  agentStatusSchema,
  agentTextSchema,
  agentTopicDocumentsSchema,
  agentTopicInputSchema,
  agentTopicsSchema,
} from '../contract/index.ts';
import { defineTool, type Tool } from './define-tool.ts';
import { pagedInput, pagedOutput, paged } from './paging.ts';
import { DATA_NOTICE } from './tool-result.ts';

const PAGES = `At most ${AGENT_PAGE} results at once; pass nextCursor as cursor for more.`;
const NOTHING = z.strictObject({});

/** What an agent may do: read, nothing else, within the folders that the person opened to agents. */
export const TOOLS: readonly Tool[] = [
  defineTool({
    name: 'search_documents',
    title: 'Search documents',
    description: `Finds documents of the person's by meaning and by word, best first, each with the passages that answer. Ask in plain words, as a person would. ${PAGES} ${DATA_NOTICE}`,
    input: pagedInput(agentSearchInputSchema),
    output: pagedOutput(agentSearchSchema),
    call: paged(agentSearchInputSchema, (client, input, options) => client.agents.search(input, options)),
  }),
  defineTool({
    name: 'read_document',
    title: 'Read a document',
    description: `Reads the text of a document, or a part of it: a passage from its start to its end, or a longer text piece by piece, at most ${AGENT_READ_LIMIT} UTF-16 units at once. Where next is a number the document goes on there. ${DATA_NOTICE}`,
    input: agentReadInputSchema.strict(),
    output: agentTextSchema,
    call: (client, input, options) => client.agents.read(input, options),
    textOf: ({ text }) => text,
  }),
  defineTool({
    name: 'similar_documents',
    title: 'Find similar documents',
    description: `Finds documents like one, or passages like one of its passages, each with the two passages that are most alike. ${PAGES} ${DATA_NOTICE}`,
    input: pagedInput(agentSimilarInputSchema),
    output: pagedOutput(agentSimilarSchema),
    call: paged(agentSimilarInputSchema, (client, input, options) => client.agents.similar(input, options)),
  }),
  defineTool({
    name: 'list_topics',
    title: 'List topics',
    description: `Lists the labels under which the person gathers documents, with how many carry each. ${DATA_NOTICE}`,
    input: NOTHING,
    output: agentTopicsSchema,
    call: (client, _input, options) => client.agents.topics(undefined, options),
  }),
  defineTool({
    name: 'show_topic',
    title: 'Show a topic',
    description: `Lists the documents that carry a label, best first. ${PAGES} ${DATA_NOTICE}`,
    input: pagedInput(agentTopicInputSchema),
    output: pagedOutput(agentTopicDocumentsSchema),
    call: paged(agentTopicInputSchema, (client, input, options) => client.agents.topic(input, options)),
  }),
  defineTool({
    name: 'library_status',
    title: 'Library status',
    description: `Tells which folders the person opened to agents, how many files they have, and how many of these can be searched by now. ${DATA_NOTICE}`,
    input: NOTHING,
    output: agentStatusSchema,
    call: (client, _input, options) => client.agents.status(undefined, options),
  }),
];
