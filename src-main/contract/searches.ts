import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

const nameSchema = z.string().trim().min(1).max(200);
const querySchema = z.string().trim().min(1).max(20_000);
const idSchema = z.object({ id: z.int() });

export const savedSearchSchema = z.object({
  id: z.int(),
  name: z.string(),
  query: z.string(),
  /** Milliseconds since 1970. */
  saved: z.number(),
  /** New matches are told. */
  tell: z.boolean(),
  /** Documents that match, as counted last; null: not counted yet. */
  documents: z.int().nullable(),
  /** Meaning has a part in the count: other words may mean the same. */
  about: z.boolean(),
  /** Documents that came or changed since, match, and were not looked at. */
  news: z.int(),
  /** Milliseconds since 1970; null: not counted yet. */
  counted: z.number().nullable(),
});

const searchesSchema = z.object({ searches: z.array(savedSearchSchema) });

export const matchSchema = z.object({
  path: z.string(),
  /** The file itself: of a document within another one that holds it. */
  file: z.string(),
  /** False while the drive of its folder is away. */
  connected: z.boolean(),
  title: z.string(),
  author: z.string().nullable(),
  format: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  /** Holds everything that was asked for, or is near in meaning. */
  by: z.enum(['words', 'meaning']),
  news: z.boolean(),
  /** Where it says it best. */
  quote: z.object({ text: z.string(), page: z.int().nullable(), heading: z.string().nullable() }).nullable(),
});

export const matchesSchema = z.object({
  /** Those that hold everything first, changed last first; then those near in meaning, nearest first. Or as ranked. */
  documents: z.array(matchSchema),
  total: z.int(),
  about: z.boolean(),
  /** How many of them can be listed. */
  listed: z.int(),
});

export const askedQuerySchema = z.object({
  query: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** What was taken back. */
export const undoneSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['remove', 'rename']), name: z.string() }),
  z.object({ kind: z.literal('erase'), queries: z.int() }),
]);

export const searchNewsSchema = z.object({
  search: savedSearchSchema,
  documents: z.array(matchSchema),
});

/** Documents of a list as it stands, each with where it says best what was asked. */
const exportedSchema = z.array(matchSchema.pick({ path: true, by: true, quote: true })).max(1_000);

export const searchesContract = {
  /** By name; `fresh` waits until everything is counted as the library is now. */
  list: oc.input(z.object({ fresh: z.boolean().default(false) })).output(searchesSchema),
  /** The list at once, then whenever it changes. */
  follow: oc.output(eventIterator(searchesSchema)),
  save: oc
    .input(z.object({ name: nameSchema, query: querySchema, tell: z.boolean().default(true) }))
    .output(searchesSchema),
  rename: oc.input(idSchema.extend({ name: nameSchema })).output(searchesSchema),
  /** Whether new matches are told; what is new now is forgotten where they no longer are. */
  tell: oc.input(idSchema.extend({ tell: z.boolean() })).output(searchesSchema),
  remove: oc.input(idSchema).output(searchesSchema),
  /** Takes back the last removal, renaming or erasing that was not taken back yet; null where there is none. */
  undo: oc.output(z.object({ undone: undoneSchema.nullable() })),
  /** The documents that match a query, saved or not. */
  matches: oc
    .input(
      z.object({
        query: querySchema,
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
        /** The best as a search ranks them, at most 200, whether they hold everything or not. */
        ranked: z.boolean().default(false),
      }),
    )
    .output(matchesSchema),
  /** A list as the text of a file; documents that left since are missing. */
  export: oc
    .input(
      z.object({
        query: z.string().max(20_000),
        format: z.enum(['csv', 'json', 'bib', 'md']),
        documents: exportedSchema,
      }),
    )
    .output(z.object({ text: z.string(), documents: z.int() })),
  /** Makes a folder with a link to the file of each. Errors: FOLDER_MISSING, EXPORT_EXISTS, EXPORT_UNWRITABLE. */
  exportLinks: oc
    .input(z.object({ folder: z.string().min(1), documents: exportedSchema }))
    .output(z.object({ folder: z.string(), files: z.int() })),
  /** What is new, of one saved search or of all that have any. */
  news: oc.input(z.object({ id: z.int().optional() })).output(z.object({ news: z.array(searchNewsSchema) })),
  /** What is new of one, or of all, was looked at. */
  seen: oc.input(z.object({ id: z.int().optional() })).output(searchesSchema),
  /** A question the person has asked, not one they are still typing; kept where history is on. */
  asked: oc.input(z.object({ query: querySchema })).output(z.object({ kept: z.boolean() })),
  /** Questions asked, the newest first. */
  history: oc.output(z.object({ on: z.boolean(), queries: z.array(askedQuerySchema) })),
  /** Erases one question or all, from the library and from every copy in it. */
  erase: oc.input(z.object({ query: z.string().optional() })).output(z.object({ queries: z.int() })),
};

export type SavedSearch = z.infer<typeof savedSearchSchema>;
export type Exported = z.infer<typeof exportedSchema>;
export type Match = z.infer<typeof matchSchema>;
export type MatchList = z.infer<typeof matchesSchema>;
export type SearchNews = z.infer<typeof searchNewsSchema>;
export type AskedQuery = z.infer<typeof askedQuerySchema>;
export type Undone = z.infer<typeof undoneSchema>;
