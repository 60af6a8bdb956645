import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** A folder of the person's that Inkling reads. */
export const folderSchema = z.object({
  path: z.string(),
  /** False while the drive is away or the folder is gone; its documents stay. */
  connected: z.boolean(),
  /** Changes are heard of as they happen; false: they are found by looking, now and then. */
  live: z.boolean(),
  /** Files found by name. */
  files: z.int(),
  /** Files that words and light meaning find. */
  searchable: z.int(),
  passages: z.int(),
  /** Passages that have a heavy vector. */
  deepened: z.int(),
  /** Milliseconds since 1970; null before the first look. */
  lookedOver: z.number().nullable(),
});

export const statusSchema = z.object({
  /** Every file seen is in exactly one of these once nothing waits. */
  files: z.object({
    indexed: z.int(),
    partial: z.int(),
    listed: z.int(),
    excluded: z.int(),
  }),
  /** Files found by name and not read yet. */
  waiting: z.int(),
  passages: z.int(),
  vectors: z.int(),
  /** Pictures and scanned pages, and how many of them were looked at for words. */
  pictured: z.object({ total: z.int(), recognised: z.int() }),
  /** Bytes of every file of the library, imported models aside. */
  libraryBytes: z.int(),
  library: z.string(),
  roots: z.array(folderSchema),
});

/** One file that could not be read, or only in part. */
export const fileErrorSchema = z.object({
  path: z.string(),
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
});

/** One of the two bars. `total` may grow; `secondsLeft` is null until 5 % is known. */
export const barSchema = z.object({
  done: z.int(),
  total: z.int(),
  perSecond: z.number(),
  secondsLeft: z.number().nullable(),
});

export const activitySchema = z.enum([
  'walking',
  'reading',
  'recognising',
  'deepening',
  'paused',
  'on-battery',
  'idle',
]);

export const progressSchema = z.object({
  activity: activitySchema,
  /** Files. */
  searchable: barSchema,
  /** Pictures and scanned pages that were looked at for words. */
  recognised: barSchema,
  /** Passages. */
  deepened: barSchema,
  errors: z.int(),
  pause: z.enum(['none', 'deepening', 'all']),
  /** Why reading stopped before its end, such as a full disk; null where it did not. */
  trouble: z.object({ code: z.string(), cause: z.string(), remedy: z.string() }).nullable(),
});

export const indexReportSchema = z.object({
  documents: z.int(),
  passages: z.int(),
  errors: z.int(),
  seconds: z.number(),
  libraryBytes: z.int(),
});

const folderInput = z.object({ path: z.string().min(1) });

export const libraryContract = {
  status: oc.output(statusSchema),
  errors: oc.output(z.object({ errors: z.array(fileErrorSchema) })),
  /** The present state at once, then at most four a second while it changes. */
  progress: oc.output(eventIterator(progressSchema)),
  /** Remembers the folder and starts reading it. */
  add: oc.input(folderInput).output(folderSchema),
  /** Everything known of the folder leaves the library; its files stay where they are. */
  forget: oc.input(folderInput).output(z.object({ documents: z.int() })),
  /** Looks the folders over again now (all, or one). */
  lookAgain: oc.input(z.object({ path: z.string().optional() })).output(z.object({ folders: z.int() })),
  /** Reads until every file is light-searchable; with `deep` until every heavy vector is stored. */
  settle: oc.input(z.object({ deep: z.boolean().default(false) })).output(indexReportSchema),
  pause: oc.input(z.object({ what: z.enum(['none', 'deepening', 'all']) })).output(progressSchema),
  /** Folders that begin with what is typed, for completion. */
  complete: oc
    .input(z.object({ prefix: z.string().max(4096) }))
    .output(z.object({ folders: z.array(z.string()) })),
};

export type Folder = z.infer<typeof folderSchema>;
export type Status = z.infer<typeof statusSchema>;
export type FileError = z.infer<typeof fileErrorSchema>;
export type Bar = z.infer<typeof barSchema>;
export type Progress = z.infer<typeof progressSchema>;
export type IndexReport = z.infer<typeof indexReportSchema>;
