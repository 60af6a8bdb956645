import { oc } from '@orpc/contract';
import { z } from 'zod';

import { passageSchema, searchNoteSchema, searchResultSchema } from './search.ts';

/** Characters of a text that is looked for. */
export const TEXT_LIMIT = 50_000;

/** A document that was found by another or by a text. */
export const foundDocumentSchema = searchResultSchema.pick({
  path: true,
  file: true,
  connected: true,
  name: true,
  title: true,
  format: true,
  size: true,
  modified: true,
  alsoAt: true,
});

/** A stretch of a document's stored text; its marks are words that stand there as given. */
export const excerptSchema = passageSchema.omit({ answer: true, score: true });

/** `same`: nearly the same text. `close`: much alike. `alike`: of like subject. `distant`: hardly alike. */
export const nearnessSchema = z.enum(['same', 'close', 'alike', 'distant']);

export const similarDocumentSchema = z.object({
  document: foundDocumentSchema,
  /** 0 as any two texts, 1 the same; the same scale for every document of a library. */
  score: z.number(),
  nearness: nearnessSchema,
  /** Whether both were compared as they were read closely, or by light meaning until then. */
  deep: z.boolean(),
  /** The two passages that are most alike. */
  here: excerptSchema,
  there: excerptSchema,
});

export const versionSchema = z.object({
  document: foundDocumentSchema,
  /** `unknown` where neither names nor dates tell. */
  relation: z.enum(['newer', 'older', 'unknown']),
  /** By a name that differs in its version, or by a text that is nearly the same. */
  by: z.enum(['name', 'text']),
  /** Of what either says the share that both say, 0…1. */
  common: z.number(),
});

export const similarSchema = z.object({
  /** Best first; the document itself and its copies aside. */
  results: z.array(similarDocumentSchema),
  /** Documents that were compared passage by passage: more are never listed. */
  total: z.int(),
  notes: z.array(searchNoteSchema),
});

export const foundTextSchema = z.object({
  document: foundDocumentSchema,
  /** `verbatim`: word for word. `nearly`: most of its words, in order. `meaning`: alike in meaning alone. */
  kind: z.enum(['verbatim', 'nearly', 'meaning']),
  /** Of the words given the share that stands there; where it is alike in meaning alone how much, 0…1. */
  share: z.number(),
  place: excerptSchema,
});

export const whereSchema = z.object({
  results: z.array(foundTextSchema),
  notes: z.array(searchNoteSchema),
});

export const duplicateSchema = foundDocumentSchema.omit({ title: true, format: true, alsoAt: true }).extend({
  /** How much it has in common with the first of its group, 0…1. */
  common: z.number(),
  /** Byte for byte the first of its group. */
  identical: z.boolean(),
});

export const duplicateGroupSchema = z.object({
  /** All the same byte for byte; or nearly the same in what they say. */
  kind: z.enum(['identical', 'near']),
  /** Whether names or dates tell that the first is the newest. */
  dated: z.boolean(),
  /** Each was compared with the first: the newest that is nearly the same as most. Of a long group fifty. */
  documents: z.array(duplicateSchema),
  /** Documents of the group. */
  count: z.int(),
  /** Bytes of all but the first. */
  spare: z.int(),
});

export const duplicatesSchema = z.object({
  groups: z.array(duplicateGroupSchema),
  /** Groups. */
  total: z.int(),
  /** Documents in all groups. */
  documents: z.int(),
  notes: z.array(searchNoteSchema),
});

export const differenceSchema = z.object({
  /** What both have, and what one of them has, in order. */
  parts: z.array(z.object({ kind: z.enum(['same', 'left', 'right']), text: z.string() })),
  common: z.number(),
  notes: z.array(searchNoteSchema),
});

export const quotingSchema = z.object({
  document: foundDocumentSchema,
  /** Words in runs of twelve or more that stand in both. */
  words: z.int(),
  /** Their share of the document asked for, and of this one, 0…1. */
  ofHere: z.number(),
  ofThere: z.number(),
  /** The longest first; a few of `count`. */
  runs: z.array(z.object({ words: z.int(), here: excerptSchema, there: excerptSchema })),
  count: z.int(),
});

export const quotesSchema = z.object({
  results: z.array(quotingSchema),
  total: z.int(),
  notes: z.array(searchNoteSchema),
});

const pageOf = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(100).default(10),
};
const path = z.string().min(1);

/** Errors of calls that name a document: DOCUMENT_UNKNOWN, DOCUMENT_NOT_READ, DOCUMENT_WITHOUT_TEXT. */
export const similarContract = {
  /** Documents like one; or passages like one of its own, by words it holds or by its page (PASSAGE_NOT_FOUND). */
  documents: oc
    .input(
      z.object({
        path,
        passage: z.string().min(1).max(TEXT_LIMIT).optional(),
        page: z.int().min(1).optional(),
        ...pageOf,
      }),
    )
    .output(similarSchema),
  /** Newer and older versions of a document, newer ones first. */
  versions: oc.input(z.object({ path })).output(z.object({ versions: z.array(versionSchema) })),
  /** Where a text was read: TEXT_TOO_SHORT. */
  where: oc
    .input(z.object({ text: z.string().min(1).max(TEXT_LIMIT), limit: pageOf.limit }))
    .output(whereSchema),
  /** Documents that are identical or nearly so; of a folder, those of which one lies in it (FOLDER_UNKNOWN); of a document, its own. */
  duplicates: oc
    .input(z.object({ folder: z.string().nullable().default(null), ...pageOf }))
    .output(duplicatesSchema),
  /** Texts looked through so far, where versions or duplicates wait for the first look at all of them. */
  looked: oc.output(z.object({ looked: z.object({ done: z.int(), total: z.int() }).nullable() })),
  difference: oc.input(z.object({ left: path, right: path })).output(differenceSchema),
  /** Documents that share runs of twelve words or more with one. */
  quotes: oc.input(z.object({ path, ...pageOf })).output(quotesSchema),
};

export type FoundDocument = z.infer<typeof foundDocumentSchema>;
export type Excerpt = z.infer<typeof excerptSchema>;
export type SimilarDocument = z.infer<typeof similarDocumentSchema>;
export type Similar = z.infer<typeof similarSchema>;
export type DocumentVersion = z.infer<typeof versionSchema>;
export type Where = z.infer<typeof whereSchema>;
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;
export type Duplicates = z.infer<typeof duplicatesSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type Quotes = z.infer<typeof quotesSchema>;
