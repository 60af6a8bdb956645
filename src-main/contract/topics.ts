import { oc } from '@orpc/contract';
import { z } from 'zod';

import { passageSchema } from './search.ts';
import { mappedSchema, topicMapSchema } from './topic-map.ts';

/** What a person said of a document: it belongs to a label, or it does not. */
export const verdictSchema = z.enum(['belongs', 'not']);

/** How a label stands among the documents and beside the others, for a person to read. */
export const healthSchema = z.object({
  /**
   * `clear`: its documents stand apart, or are those of the labels under it. `overlaps`: many of them are another label's as well. `twin`: another label means
   * the same. `thin`: hardly any document is near. `drifted`: its documents led away from its words, which were followed.
   * Of labels without an example, `everywhere`: its words stand in most documents or only hold sentences together;
   * `unspoken`: they stand in none; `vague`: it is one word. `empty`: nothing to find documents by.
   */
  kind: z.enum(['clear', 'overlaps', 'twin', 'thin', 'drifted', 'everywhere', 'unspoken', 'vague', 'empty']),
  /** The other label's name, where there is one. */
  other: z.string().nullable(),
  /** In words. */
  text: z.string(),
});

export const labelWordSchema = z.object({
  word: z.string(),
  /** Documents that hold it. */
  documents: z.int(),
  /** A word of the library that it may be a slip of; null where it is known or nothing is alike. */
  meant: z.string().nullable(),
});

export const exampleSchema = z.object({
  path: z.string(),
  name: z.string(),
  verdict: verdictSchema,
  /** False where the document left or changed: it counts for nothing until it is back. */
  present: z.boolean(),
  /** False where nothing of it can be compared, as of a picture without words: it carries the label, and draws no other document. */
  compared: z.boolean(),
});

export const labelSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** The label it lies under; a parent has none itself. */
  parent: z.int().nullable(),
  /** Which of the eight signs and colours it has. */
  colour: z.int().min(0).max(7),
  words: z.array(labelWordSchema),
  examples: z.array(exampleSchema),
  /** The person's threshold, 0…1; null: the proposed one. */
  threshold: z.number().nullable(),
  proposed: z.number(),
  /** Documents that carry it. */
  documents: z.int(),
  /** Documents so near the threshold that a judgement teaches most. */
  nearLine: z.int(),
  health: healthSchema,
});

export const topicDocumentSchema = z.object({
  path: z.string(),
  /** The file itself: of a document within another one that holds it. */
  file: z.string(),
  connected: z.boolean(),
  name: z.string(),
  title: z.string(),
  format: z.string(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  /** 0…1, the same scale for every label: ½ lies on the proposed threshold. */
  score: z.number(),
  /** Whether it carries the label. */
  belongs: z.boolean(),
  nearLine: z.boolean(),
  verdict: verdictSchema.nullable(),
  /** Whether it was compared by every passage read closely, or by light meaning until then. */
  deep: z.boolean(),
  /** False where nothing of it can be compared: it has the label, or has it not, by the person's word, and its score is 0. */
  compared: z.boolean(),
  /** The passage nearest to the label; its marks are the words that speak for it. */
  evidence: passageSchema.omit({ answer: true, score: true }).nullable(),
});

export const topicsSchema = z.object({
  /** By name. */
  labels: z.array(labelSchema),
  /** Documents that have text. */
  documents: z.int(),
  /** Of these those that carry no label. */
  unlabelled: z.int(),
  /** Of these those that are compared by heavy vectors. */
  deep: z.int(),
  /** How many directions the library's documents spread over (effective rank, RankMe); null where they are too few. */
  rank: z.number().nullable(),
});

/** Documents judged in one call: what a command line holds. */
const MOST_JUDGED = 10_000;
const TOO_MANY_JUDGED = `${MOST_JUDGED.toLocaleString('en')} documents are judged at once at the most`;

export const labelInputSchema = z.object({
  /** Left out: a new label. */
  id: z.int().optional(),
  name: z.string().trim().min(1, 'a label needs a name').max(100, 'a name has 100 characters at the most'),
  words: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'an empty word says nothing')
        .max(200, 'a word has 200 characters at the most'),
    )
    .max(1_000, 'a label has 1,000 words at the most'),
  parent: z.int().nullable().default(null),
  /** Left out: one that no other label has, as far as there are. */
  colour: z.int().min(0).max(7).optional(),
  threshold: z.number().min(0).max(1).nullable().default(null),
  /** Paths of documents that belong, said with it; what was said before stands. One unknown: nothing is saved. */
  examples: z.array(z.string()).max(MOST_JUDGED, TOO_MANY_JUDGED).optional(),
  /** The same of documents that do not belong. */
  counterexamples: z.array(z.string()).max(MOST_JUDGED, TOO_MANY_JUDGED).optional(),
});

export const rankedSchema = z.object({
  label: labelSchema,
  documents: z.array(topicDocumentSchema),
  total: z.int(),
  /** Documents by hundredths of the score: 100 counts, from 0 on. */
  histogram: z.array(z.int()),
});

export const unlabelledSchema = z.object({
  /** In the order they were read first. */
  documents: z.array(topicDocumentSchema.pick({ path: true, title: true, format: true, modified: true })),
  total: z.int(),
});

export const labelSuggestionSchema = z.object({
  words: z.array(z.string()),
  documents: z.int(),
  /** Paths of the documents in its middle. */
  examples: z.array(z.string()),
});

const judgingsSchema = z
  .array(z.object({ path: z.string(), verdict: verdictSchema.nullable() }))
  .max(MOST_JUDGED, TOO_MANY_JUDGED);

export const topicsContract = {
  list: oc.output(topicsSchema),
  /** Makes a label or changes it, and answers it with its documents counted. */
  save: oc.input(labelInputSchema).output(labelSchema),
  remove: oc.input(z.object({ id: z.int() })).output(z.object({ removed: z.literal(true) })),
  /** Documents of a label, best first; those under the threshold follow. */
  show: oc
    .input(
      z.object({
        id: z.int(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(50),
        /** Leaves out passages and marks, for lists and exports. */
        brief: z.boolean().default(false),
      }),
    )
    .output(rankedSchema),
  /** Documents that carry no label, a page at a time. */
  unlabelled: oc
    .input(z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(50) }))
    .output(unlabelledSchema),
  /** Says that a document belongs or does not; null takes back what was said. */
  judge: oc
    .input(z.object({ id: z.int(), path: z.string(), verdict: verdictSchema.nullable() }))
    .output(labelSchema),
  /** Says it of several at once; answers what stood before, which said again takes it back. */
  judgeAll: oc
    .input(z.object({ id: z.int(), judgings: judgingsSchema }))
    .output(z.object({ label: labelSchema, before: judgingsSchema })),
  /** Takes back the last judgement that was not taken back yet; null where there is none. */
  undo: oc.output(z.object({ undone: z.object({ label: z.string(), path: z.string() }).nullable() })),
  /** Words that the label's documents hold and others hardly do. */
  suggestWords: oc
    .input(z.object({ id: z.int(), limit: z.int().min(1).max(50).default(8) }))
    .output(z.object({ words: z.array(z.object({ word: z.string(), documents: z.int() })) })),
  /** Labels for documents that have none, or for a folder: groups of alike documents, named by their words. */
  suggestLabels: oc
    .input(
      z.object({ folder: z.string().nullable().default(null), limit: z.int().min(1).max(30).default(8) }),
    )
    .output(z.object({ suggestions: z.array(labelSuggestionSchema) })),
  /** Every document as a point, as far as they have a place yet; what is missing is made meanwhile. */
  map: oc.output(topicMapSchema),
  /** Documents of the map by number, in no order; those that left are left out. */
  mapped: oc
    .input(z.object({ documents: z.array(z.int()).max(500) }))
    .output(z.object({ documents: z.array(mappedSchema) })),
};

export type Verdict = z.infer<typeof verdictSchema>;
export type Judgings = z.infer<typeof judgingsSchema>;
export type LabelHealth = z.infer<typeof healthSchema>;
export type Label = z.infer<typeof labelSchema>;
export type LabelInput = z.infer<typeof labelInputSchema>;
export type TopicDocument = z.infer<typeof topicDocumentSchema>;
export type Topics = z.infer<typeof topicsSchema>;
export type RankedDocuments = z.infer<typeof rankedSchema>;
export type UnlabelledDocuments = z.infer<typeof unlabelledSchema>;
export type LabelSuggestion = z.infer<typeof labelSuggestionSchema>;
