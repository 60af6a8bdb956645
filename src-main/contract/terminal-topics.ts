import { z } from 'zod';

import { topicMapSchema } from './topic-map.ts';
import {
  exampleSchema,
  healthSchema,
  labelSchema,
  labelSuggestionSchema,
  labelWordSchema,
} from './topics.ts';

/** A label as `inkling topics … --json` prints it. */
export const labelOutputSchema = z.object({
  name: z.string(),
  /** The name of the label it lies under. */
  parent: z.string().nullable(),
  words: z.array(labelWordSchema),
  examples: z.array(exampleSchema),
  /** In force: the person's, or the proposed one. */
  threshold: z.number(),
  proposed: z.number(),
  documents: z.int(),
  near_line: labelSchema.shape.nearLine,
  health: healthSchema,
});

export const topicsOutputSchema = z.object({
  labels: z.array(labelOutputSchema),
  documents: z.int(),
  unlabelled: z.int(),
  deep: z.int(),
  rank: z.number().nullable(),
});

export const labelledOutputSchema = z.object({
  label: labelOutputSchema,
  documents: z.array(
    z.object({
      path: z.string(),
      title: z.string(),
      score: z.number(),
      belongs: z.boolean(),
      near_line: z.boolean(),
      verdict: z.enum(['belongs', 'not']).nullable(),
      deep: z.boolean(),
      compared: z.boolean(),
      /** The passage that speaks most for the label; null in lists without evidence. */
      passage: z.string().nullable(),
      /** Words of the passage that speak for it, as they stand there, each once. */
      words: z.array(z.string()),
      page: z.int().nullable(),
      heading: z.string().nullable(),
    }),
  ),
});

export const unlabelledOutputSchema = z.object({
  documents: z.array(z.object({ path: z.string(), title: z.string() })),
  total: z.int(),
});

export const suggestedWordsOutputSchema = z.object({
  words: z.array(z.object({ word: z.string(), documents: z.int() })),
});

export const suggestedLabelsOutputSchema = z.object({ suggestions: z.array(labelSuggestionSchema) });

export const mapOutputSchema = z.object({
  documents: z.array(
    z.object({
      path: z.string(),
      title: z.string(),
      /** 0…1 */
      x: z.number(),
      y: z.number(),
      /** The name of the label it carries most. */
      label: z.string().nullable(),
    }),
  ),
  /** Documents that have a place; of more than 20,000 so many are listed. */
  total: z.int(),
  basis: topicMapSchema.shape.basis,
});

export const undoOutputSchema = z.object({
  undone: z.object({ label: z.string(), path: z.string() }).nullable(),
});

export type LabelOutput = z.infer<typeof labelOutputSchema>;
export type TopicsOutput = z.infer<typeof topicsOutputSchema>;
export type LabelledOutput = z.infer<typeof labelledOutputSchema>;
export type SuggestedWordsOutput = z.infer<typeof suggestedWordsOutputSchema>;
export type SuggestedLabelsOutput = z.infer<typeof suggestedLabelsOutputSchema>;
export type UnlabelledOutput = z.infer<typeof unlabelledOutputSchema>;
export type MapOutput = z.infer<typeof mapOutputSchema>;
export type UndoOutput = z.infer<typeof undoOutputSchema>;
