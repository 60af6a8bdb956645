import { oc } from '@orpc/contract';
import { z } from 'zod';

import { documentTextSchema } from './document.ts';
import { folderSchema } from './library.ts';
import {
  passageSchema,
  searchInputSchema,
  searchModeSchema,
  searchResultSchema,
  searchStageSchema,
} from './search.ts';
import { nearnessSchema, TEXT_LIMIT } from './similar.ts';

/** Results of one answer; more are asked for from where it ended. */
export const AGENT_PAGE = 50;
/** Documents of a list that can be reached at all. */
export const AGENT_REACH = 200;
/** UTF-16 units of one answer, for a reader whose attention is dear. */
export const AGENT_READ_LIMIT = 20_000;

const pathSchema = z.string().min(1).max(4_096).describe('Absolute path of a document, as search gives it.');
const offsetSchema = z.int().min(0).max(AGENT_REACH).default(0);
const limitSchema = z.int().min(1).max(AGENT_PAGE).default(10);

/** Where the next page begins; null at the end. */
const nextSchema = z.int().nullable();

const agentPassageSchema = passageSchema.pick({
  text: true,
  page: true,
  heading: true,
  start: true,
  end: true,
});

const agentDocumentSchema = searchResultSchema.pick({
  path: true,
  title: true,
  format: true,
  modified: true,
});

export const agentResultSchema = agentDocumentSchema.extend({
  /** Words of it were recognised in pictures; they may be misread. */
  recognised: z.boolean(),
  /** Names of labels it carries. */
  labels: z.array(z.string()),
  /** Other files of identical content. */
  alsoAt: z.array(z.string()),
  weak: z
    .boolean()
    .describe('Shares no telling word with the query and is not near to it in meaning: hardly an answer.'),
  /** Best first; empty where only the name is known. */
  passages: z.array(agentPassageSchema),
});

export const agentSearchSchema = z.object({
  /** The query in words. */
  meaning: z.string(),
  /** Documents found. */
  total: z.int(),
  strong: z.int().describe('Of them those that are not weak.'),
  corrections: searchStageSchema.shape.corrections,
  notes: searchStageSchema.shape.notes,
  /** Best first. */
  results: z.array(agentResultSchema),
  next: nextSchema,
});

export const agentTextSchema = documentTextSchema
  .omit({ name: true, size: true })
  .extend({ next: nextSchema.describe('Where to read on; null at the end of the document.') });

export const agentSimilarSchema = z.object({
  /** Most alike first. */
  results: z.array(
    agentDocumentSchema.extend({
      nearness: nearnessSchema,
      /** The two passages that are most alike. */
      here: agentPassageSchema,
      there: agentPassageSchema,
    }),
  ),
  next: nextSchema,
});

export const agentTopicSchema = z.object({
  name: z.string(),
  /** Open documents that carry it. */
  documents: z.int(),
});

export const agentTopicsSchema = z.object({ topics: z.array(agentTopicSchema) });

export const agentTopicDocumentsSchema = z.object({
  name: z.string(),
  total: z.int(),
  /** Best first. */
  results: z.array(agentDocumentSchema),
  next: nextSchema,
});

export const agentStatusSchema = z.object({
  /** Folders the person opened to agents; nothing is known of others. */
  folders: z.array(
    folderSchema.pick({ path: true, connected: true, files: true, searchable: true, passages: true }),
  ),
});

const pageOf = { offset: offsetSchema, limit: limitSchema };

export const agentSearchInputSchema = z.object({
  query: searchInputSchema.shape.query.describe(
    'Words of a question, or signs: "word for word", -without, type:pdf, date:2023..2024, path:Tax, label:travel.',
  ),
  ...pageOf,
  mode: searchModeSchema.default('close').describe('How closely to read: light is quickest, close is best.'),
  passages: z.int().min(1).max(5).default(2).describe('Passages shown of one document.'),
});

export const agentReadInputSchema = z.object({
  path: pathSchema,
  start: z.int().min(0).default(0).describe('UTF-16 units of the stored text; passages give theirs.'),
  length: z.int().min(1).max(AGENT_READ_LIMIT).default(8_000).describe('UTF-16 units to read at most.'),
});

export const agentSimilarInputSchema = z.object({
  path: pathSchema,
  words: z
    .string()
    .min(1)
    .max(TEXT_LIMIT)
    .optional()
    .describe('Words of one of its passages: then passages like that one are found.'),
  ...pageOf,
});

export const agentTopicInputSchema = z.object({
  name: z.string().min(1).max(100).describe('The name of a label, as the list of topics gives it.'),
  ...pageOf,
});

/**
 * The library as AI agents and scripts may see it: documents of folders that the person opened to them, and no trace of
 * any other. Errors of all but `allow`: AGENTS_NOT_ALLOWED where no folder is open, TOO_MANY_CALLS where very many wait.
 */
export const agentsContract = {
  /** The person opens a folder to agents, or closes it. Errors: FOLDER_UNKNOWN. */
  allow: oc.input(z.object({ path: z.string().min(1), allowed: z.boolean() })).output(folderSchema),
  search: oc.input(agentSearchInputSchema).output(agentSearchSchema),
  /** The stored text from a place on. Errors: DOCUMENT_UNKNOWN, START_BEYOND_END. */
  read: oc.input(agentReadInputSchema).output(agentTextSchema),
  /** Errors: DOCUMENT_UNKNOWN, DOCUMENT_NOT_READ, DOCUMENT_WITHOUT_TEXT, PASSAGE_NOT_FOUND. */
  similar: oc.input(agentSimilarInputSchema).output(agentSimilarSchema),
  /** Labels that open documents carry. */
  topics: oc.output(agentTopicsSchema),
  /** Open documents of a label. Errors: LABEL_UNKNOWN. */
  topic: oc.input(agentTopicInputSchema).output(agentTopicDocumentsSchema),
  status: oc.output(agentStatusSchema),
};

export type AgentSearch = z.infer<typeof agentSearchSchema>;
export type AgentText = z.infer<typeof agentTextSchema>;
export type AgentSimilar = z.infer<typeof agentSimilarSchema>;
export type AgentTopics = z.infer<typeof agentTopicsSchema>;
export type AgentTopicDocuments = z.infer<typeof agentTopicDocumentsSchema>;
export type AgentStatus = z.infer<typeof agentStatusSchema>;
export type AgentSearchRequest = z.infer<typeof agentSearchInputSchema>;
export type AgentReadRequest = z.infer<typeof agentReadInputSchema>;
export type AgentSimilarRequest = z.infer<typeof agentSimilarInputSchema>;
export type AgentTopicRequest = z.infer<typeof agentTopicInputSchema>;
