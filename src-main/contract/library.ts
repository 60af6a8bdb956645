import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** A folder of the person's that Inkling reads. */
export const folderSchema = z.object({
  path: z.string(),
  /** False while the drive is away or the folder is gone; its documents stay. */
  connected: z.boolean(),
  /** Changes are heard of as they happen; false: they are found by looking, now and then. */
  live: z.boolean(),
  /** The person's wish: neither looked over nor read nor deepened until it is resumed; its documents stay searchable. */
  paused: z.boolean(),
  /** What of it is left out, as in .gitignore, a line each. */
  patterns: z.string(),
  /** False: words and names alone find it, and nothing of it is deepened. */
  meaning: z.boolean(),
  /** Open to AI agents: they may search and read it. */
  agents: z.boolean(),
  /** Files found by name. */
  files: z.int(),
  /** Files that words and light meaning find. */
  searchable: z.int(),
  passages: z.int(),
  /** Of them those worth a heavy vector: not of tables and the like. */
  deepenable: z.int(),
  /** Of these those that have one. */
  deepened: z.int(),
  /** Milliseconds since 1970; null before the first look. */
  lookedOver: z.number().nullable(),
});

/** What happened to the library, told until the person says that they know. */
export const noticeSchema = z.object({
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
  /** Milliseconds since 1970. */
  time: z.number(),
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
  notices: z.array(noticeSchema),
});

/** One file that could not be read, or only in part. */
export const fileErrorSchema = z.object({
  path: z.string(),
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
});

/** One of the bars. `total` may grow; `secondsLeft` is null until it is known. What lies in paused folders is not counted. */
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
  'waiting-for-idle',
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
  /** When it goes on by itself: milliseconds since 1970, or once the computer is plugged in; null where it does not. */
  pausedUntil: z.union([z.number(), z.literal('power')]).nullable(),
  onBattery: z.boolean(),
  /** With `waiting-for-idle`: what the work waits for, "until …"; else null. */
  waitsFor: z.string().nullable(),
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

/** The password of one file, as given or once kept. */
const heldPasswordSchema = z.object({ path: z.string().min(1), password: z.string().min(1).max(1024) });

/** What a keychain is to keep; null: it lets go of it. */
export const keptPasswordSchema = z.object({ path: z.string(), password: z.string().nullable() });

/** `keep`: beyond this session, in the system's keychain where a host offers it. */
export const unlockSchema = heldPasswordSchema.extend({ keep: z.boolean().default(false) });

/** `opened` is false where the password is not the right one; then nothing changed. */
export const unlockedSchema = z.object({ opened: z.boolean(), kept: z.boolean() });

const folderInput = z.object({ path: z.string().min(1) });
const fileInput = z.object({ path: z.string().min(1) });

export const libraryContract = {
  status: oc.output(statusSchema),
  errors: oc.output(z.object({ errors: z.array(fileErrorSchema) })),
  /** The present state at once, then at most four a second while it changes. */
  progress: oc.output(eventIterator(progressSchema)),
  /** Remembers the folder and starts reading it. */
  add: oc.input(folderInput).output(folderSchema),
  /** Everything known of the folder leaves the library; its files stay where they are. */
  forget: oc.input(folderInput).output(z.object({ documents: z.int() })),
  /** Looks the folders over again now (all, or one); paused ones are passed over. */
  lookAgain: oc.input(z.object({ path: z.string().optional() })).output(z.object({ folders: z.int() })),
  /** Reads until every file is light-searchable; with `deep` until every heavy vector is stored. */
  settle: oc.input(z.object({ deep: z.boolean().default(false) })).output(indexReportSchema),
  /** Kept until it is changed, for some minutes, or until the computer is plugged in. */
  pause: oc
    .input(
      z.object({
        what: z.enum(['none', 'deepening', 'all']),
        until: z.union([z.object({ minutes: z.number().positive() }), z.literal('power')]).optional(),
      }),
    )
    .output(progressSchema),
  /**
   * Reads a file with its password, makes it searchable, and holds the password in memory until the engine ends. A
   * document within a file is opened with the whole file.
   */
  unlock: oc.input(unlockSchema).output(unlockedSchema),
  /**
   * Reads one file again now, paused or not, with all that is in it; the error is why it still cannot be read, or only
   * in part, null where it is read. Errors: DOCUMENT_UNKNOWN.
   */
  retry: oc.input(fileInput).output(z.object({ error: fileErrorSchema.nullable() })),
  /** Whether passwords can be kept: a host that has the system's keychain is there. */
  keychain: oc.output(z.object({ isThere: z.boolean() })),
  /** A host gives what its keychain kept, and is told what to keep as long as it listens. */
  offerKeychain: oc
    .input(z.object({ kept: z.array(heldPasswordSchema) }))
    .output(eventIterator(keptPasswordSchema)),
  /** Pauses one folder, or resumes it and looks it over; kept until it is changed. Errors: FOLDER_UNKNOWN. */
  pauseFolder: oc.input(folderInput.extend({ paused: z.boolean() })).output(folderSchema),
  /** The person knows: the notice goes, and the damaged file it tells of where nothing needs it any more. */
  dismiss: oc.input(z.object({ code: z.string() })).output(z.object({ notices: z.array(noticeSchema) })),
  /** Folders that begin with what is typed, for completion. */
  complete: oc
    .input(z.object({ prefix: z.string().max(4096) }))
    .output(z.object({ folders: z.array(z.string()) })),
};

export type Folder = z.infer<typeof folderSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type Status = z.infer<typeof statusSchema>;
export type FileError = z.infer<typeof fileErrorSchema>;
export type Bar = z.infer<typeof barSchema>;
/** When a pause ends by itself. */
export type PauseEnd = { readonly minutes: number } | 'power';
export type Progress = z.infer<typeof progressSchema>;
export type KeptPassword = z.infer<typeof keptPasswordSchema>;
export type HeldPassword = z.infer<typeof heldPasswordSchema>;
export type UnlockRequest = z.infer<typeof unlockSchema>;
export type Unlocked = z.infer<typeof unlockedSchema>;
export type IndexReport = z.infer<typeof indexReportSchema>;
