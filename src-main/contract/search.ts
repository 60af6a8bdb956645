import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** How far an answer has been read: words and light codes, heavy vectors, late interaction. */
export const stageSchema = z.enum(['light', 'deep', 'close']);

/** What the caller wants: words alone, or everything up to a stage. */
export const searchModeSchema = z.enum(['lexical', 'light', 'deep', 'close']);

/** Offsets in UTF-16 units of the text they stand beside. */
export const spanSchema = z.object({ start: z.int(), end: z.int() });

export const passageSchema = z.object({
  text: z.string(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  /** Bounds in UTF-16 units of the document's stored text. */
  start: z.int(),
  end: z.int(),
  /** The words of the query inside `text`. */
  marks: z.array(spanSchema),
  /** The sentence of `text` that answers best by meaning; null where none stands out or it was not read so closely. */
  answer: spanSchema.nullable(),
  score: z.number(),
});

/** Why a document is in the list. `value` is 0…1 and compares within one answer only. */
export const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('word'), term: z.string(), count: z.int() }),
  z.object({ kind: z.literal('name'), term: z.string() }),
  z.object({ kind: z.literal('words'), value: z.number() }),
  z.object({ kind: z.literal('light'), value: z.number() }),
  z.object({ kind: z.literal('deep'), value: z.number() }),
]);

export const searchResultSchema = z.object({
  /** Absolute path; also the key of the result between stages. */
  path: z.string(),
  /** The file itself: of a document within another one that holds it, such as an archive or a mail. */
  file: z.string(),
  /** False while the drive of its folder is away. */
  connected: z.boolean(),
  name: z.string(),
  title: z.string(),
  format: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  score: z.number(),
  /** Best first; empty where only the name is known. */
  passages: z.array(passageSchema),
  /** Neither by its words nor by its meaning an answer: merely nearer than others. */
  weak: z.boolean(),
  /** Words of it were recognised in pictures; they may be misread. */
  recognised: z.boolean(),
  /** Labels it carries, by name. */
  labels: z.array(z.object({ id: z.int(), name: z.string(), colour: z.int() })),
  /** Other files of identical content. */
  alsoAt: z.array(z.string()),
  reasons: z.array(reasonSchema),
});

/** Something the person should know about an answer, such as files not read yet. */
export const searchNoteSchema = z.object({
  code: z.string(),
  text: z.string(),
  /** What of the query it speaks of; left out where it speaks of all of it. */
  place: spanSchema.optional(),
});

export const correctionSchema = z.object({ from: z.string(), to: z.string() });

export const searchStageSchema = z.object({
  stage: stageSchema,
  /** True on the last list of this answer. */
  final: z.boolean(),
  /** Since the query arrived. */
  milliseconds: z.number(),
  /** Documents found; `results` holds the first of them. */
  total: z.int(),
  /** Of them those that are not weak. */
  strong: z.int(),
  /** Documents read closely so far, of those that will be. */
  closely: z.object({ done: z.int(), total: z.int() }),
  /** Words of the query that stand nowhere, and what was searched in their place. */
  corrections: z.array(correctionSchema),
  /** The whole query in words, such as "PDFs under Tax 2023 from the last month"; '' of an empty one. */
  meaning: z.string(),
  /** Whether something of the query has to hold, such as a filter or a phrase. */
  isStrict: z.boolean(),
  notes: z.array(searchNoteSchema),
  results: z.array(searchResultSchema),
});

/** Documents of one answer that can be listed, a page after the other. */
export const MOST_LISTED = 1_000;

export const searchInputSchema = z.object({
  query: z.string().max(20_000),
  limit: z.int().min(1).max(200).default(10),
  /** Documents passed over: a further page of the list. */
  offset: z.int().min(0).max(MOST_LISTED).default(0),
  mode: searchModeSchema.default('close'),
  /**
   * Documents of a first list that a better one follows, where someone waits at a screen: what a screen shows stands
   * sooner. The last list holds `limit` in any case. Left out: as many in every list.
   */
  first: z.int().min(1).max(200).optional(),
  /** Passages shown of one document. */
  passages: z.int().min(1).max(20).default(4),
  /** Misspelt words are searched as they are. */
  asTyped: z.boolean().default(false),
});

/** Something a person may go on typing. */
export const completionSchema = z.object({
  /** What of the query it takes the place of. */
  start: z.int(),
  end: z.int(),
  text: z.string(),
  /** What it means, or how much of it there is. */
  detail: z.string(),
});

/** `caret` in UTF-16 units of the query. */
export const completeInputSchema = z.object({
  query: z.string().max(20_000),
  caret: z.int().min(0),
  limit: z.int().min(1).max(50).default(10),
});

export const searchContract = {
  /** A list per stage, each replacing the one before; ends after the stage that `mode` names. */
  run: oc.input(searchInputSchema).output(eventIterator(searchStageSchema)),
  /** Filters and their values as the library has them, likeliest first; none where plain words are typed. */
  complete: oc.input(completeInputSchema).output(z.object({ items: z.array(completionSchema) })),
};

export type Stage = z.infer<typeof stageSchema>;
export type SearchMode = z.infer<typeof searchModeSchema>;
export type Span = z.infer<typeof spanSchema>;
export type Passage = z.infer<typeof passageSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type SearchResult = z.infer<typeof searchResultSchema>;
export type Correction = z.infer<typeof correctionSchema>;
export type SearchNote = z.infer<typeof searchNoteSchema>;
export type SearchStage = z.infer<typeof searchStageSchema>;
export type SearchInput = z.input<typeof searchInputSchema>;
export type Completion = z.infer<typeof completionSchema>;
