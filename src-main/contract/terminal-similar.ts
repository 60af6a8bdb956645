import { z } from 'zod';

import { searchNoteSchema } from './search.ts';
import {
  duplicateGroupSchema,
  differenceSchema,
  excerptSchema,
  foundDocumentSchema,
  foundTextSchema,
  quotingSchema,
  similarDocumentSchema,
  versionSchema,
} from './similar.ts';

/** A found document as `--json` prints it. */
const documentOutputSchema = foundDocumentSchema
  .omit({ alsoAt: true, name: true })
  .extend({ also_at: z.array(z.string()) });

export const versionOutputSchema = versionSchema
  .omit({ document: true })
  .extend({ document: documentOutputSchema });

export const similarOutputSchema = z.object({
  /** Newer and older versions of the document asked for. */
  versions: z.array(versionOutputSchema),
  results: z.array(similarDocumentSchema.omit({ document: true }).extend({ document: documentOutputSchema })),
  total: z.int(),
  notes: z.array(searchNoteSchema),
});

export const whereOutputSchema = z.object({
  results: z.array(foundTextSchema.omit({ document: true }).extend({ document: documentOutputSchema })),
  notes: z.array(searchNoteSchema),
});

export const duplicatesOutputSchema = z.object({
  groups: z.array(duplicateGroupSchema),
  total: z.int(),
  documents: z.int(),
  notes: z.array(searchNoteSchema),
});

export const differenceOutputSchema = differenceSchema;

export const quotesOutputSchema = z.object({
  results: z.array(
    quotingSchema.omit({ document: true, ofHere: true, ofThere: true, runs: true }).extend({
      document: documentOutputSchema,
      of_here: z.number(),
      of_there: z.number(),
      runs: z.array(z.object({ words: z.int(), here: excerptSchema, there: excerptSchema })),
    }),
  ),
  total: z.int(),
  notes: z.array(searchNoteSchema),
});

export type DocumentOutput = z.infer<typeof documentOutputSchema>;
export type SimilarOutput = z.infer<typeof similarOutputSchema>;
export type WhereOutput = z.infer<typeof whereOutputSchema>;
export type DuplicatesOutput = z.infer<typeof duplicatesOutputSchema>;
export type QuotesOutput = z.infer<typeof quotesOutputSchema>;
