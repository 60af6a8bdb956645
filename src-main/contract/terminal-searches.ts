import { z } from 'zod';

import { askedQuerySchema, matchSchema, savedSearchSchema, undoneSchema } from './searches.ts';

/** Saved searches as `inkling searches … --json` prints them. */
export const savedSearchesOutputSchema = z.object({
  searches: z.array(savedSearchSchema.omit({ id: true })),
});

export const matchesOutputSchema = z.object({
  query: z.string(),
  total: z.int(),
  about: z.boolean(),
  documents: z.array(matchSchema.omit({ file: true })),
});

export const newsOutputSchema = z.object({
  news: z.array(z.object({ name: z.string(), documents: z.array(matchSchema.omit({ file: true })) })),
});

/** A line of `inkling watch --json`. */
export const watchOutputSchema = matchSchema.pick({
  path: true,
  title: true,
  format: true,
  size: true,
  modified: true,
  by: true,
  quote: true,
});

export const exportOutputSchema = z.object({
  /** What was written. */
  path: z.string(),
  documents: z.int(),
  /** All that were found; more than could be listed where it is greater. */
  total: z.int(),
});

export const undoSearchesOutputSchema = z.object({ undone: undoneSchema.nullable() });

export const historyOutputSchema = z.object({ on: z.boolean(), queries: z.array(askedQuerySchema) });

export const erasedOutputSchema = z.object({ queries: z.int() });

export type SavedSearchesOutput = z.infer<typeof savedSearchesOutputSchema>;
export type MatchesOutput = z.infer<typeof matchesOutputSchema>;
export type NewsOutput = z.infer<typeof newsOutputSchema>;
export type WatchOutput = z.infer<typeof watchOutputSchema>;
export type ExportOutput = z.infer<typeof exportOutputSchema>;
export type HistoryOutput = z.infer<typeof historyOutputSchema>;
