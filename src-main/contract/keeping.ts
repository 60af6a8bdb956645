import { oc } from '@orpc/contract';
import { z } from 'zod';

import { folderSchema } from './library.ts';

/** What takes room in a library folder. */
export const storageKindSchema = z.enum([
  /** What was read of documents. */
  'text',
  /** Words and where they stand. */
  'words',
  /** Light and heavy codes. */
  'codes',
  /** Heavy vectors, and those of documents. */
  'vectors',
  /** The list of documents, passages and what they say of themselves. */
  'documents',
  /** What the person made. */
  'own',
  /** Copies of that. */
  'copies',
  /** Imported models. */
  'models',
  /** Logs, what is being written, what is free for new. */
  'other',
]);

export const storageSchema = z.object({
  /** The largest first; their sum is what the folder takes. */
  kinds: z.array(z.object({ kind: storageKindSchema, bytes: z.int() })),
  /** Milliseconds since 1970. */
  measured: z.number(),
});

/** As in .gitignore, a line each. */
const patternsSchema = z.string().max(65_536);

export const folderRuleSchema = z.object({ patterns: patternsSchema, meaning: z.boolean() });

/** What a rule would leave out of a folder, of the files known now. */
export const leftOutSchema = z.object({
  files: z.int(),
  /** Paths below the folder, a few. */
  examples: z.array(z.string()),
});

export const licenceSchema = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  /** The licence in full; empty where the package brings none. */
  text: z.string(),
});

const pathInput = z.object({ path: z.string().min(1) });

/** Looking after a library: what it takes, what it leaves out, what can be taken away and brought back. */
export const keepingContract = {
  /** Measured away from searches; at most a minute old. */
  storage: oc.output(storageSchema),
  /** Changes what is left out of a folder, or whether meaning finds it. Errors: FOLDER_UNKNOWN. */
  rule: oc.input(pathInput.extend(folderRuleSchema.partial().shape)).output(folderSchema),
  /** What patterns would leave out of a folder. Errors: FOLDER_UNKNOWN. */
  wouldLeaveOut: oc.input(pathInput.extend({ patterns: patternsSchema })).output(leftOutSchema),
  /**
   * Leaves one file out of its folder, by a rule of that folder; `before` are the folder's patterns without it. A
   * document within a file goes with the whole file. Errors: DOCUMENT_UNKNOWN.
   */
  exclude: oc.input(pathInput).output(z.object({ folder: z.string(), before: z.string() })),
  /** Writes what the person made into one file of a folder. Errors: FOLDER_MISSING, BACKUP_NOT_WRITTEN. */
  backup: oc
    .input(z.object({ folder: z.string().min(1), name: z.string().optional() }))
    .output(z.object({ file: z.string(), bytes: z.int() })),
  /**
   * Puts a backup in the place of what the person made here; the engine ends, for hosts to start it anew. What was read
   * of folders that both have stays. Errors: BACKUP_UNREADABLE, LIBRARY_NEWER.
   */
  restore: oc.input(z.object({ file: z.string().min(1) })).output(z.object({ restarting: z.literal(true) })),
  /** Erases the index and all that the person made; the engine ends, and the next one finds an empty library. */
  erase: oc
    .input(z.object({ confirm: z.literal('erase everything') }))
    .output(z.object({ restarting: z.literal(true) })),
  /**
   * Moves the library to a folder that is new or empty, in one that is there; the engine ends, copies and compares
   * everything, and the next one finds it there. What fails is told as a notice, and nothing has changed. Errors:
   * FOLDER_MISSING, MOVE_INTO_ITSELF, MOVE_TARGET_TAKEN, MOVE_NO_ROOM, LIBRARY_ON_NETWORK, LIBRARY_UNWRITABLE.
   */
  move: oc
    .input(z.object({ folder: z.string().min(1) }))
    .output(z.object({ library: z.string(), restarting: z.literal(true) })),
  /** Removes an imported model with what was stored by it. Errors: MODEL_UNKNOWN, MODEL_BUILT_IN, MODEL_IN_USE. */
  removeModel: oc.input(z.object({ name: z.string() })).output(z.object({ bytes: z.int() })),
  /** What this Inkling is, and how often it tried to reach another computer since it started. */
  about: oc.output(
    z.object({
      version: z.string(),
      /** Milliseconds since 1970. */
      started: z.number(),
      connections: z.int(),
    }),
  ),
  /** Licences of all that is shipped. */
  licences: oc.output(z.object({ packages: z.array(licenceSchema) })),
  /** A few questions that the person's own documents answer. */
  suggestions: oc
    .input(z.object({ limit: z.int().min(1).max(20).default(6) }))
    .output(z.object({ queries: z.array(z.string()) })),
};

export type StorageKind = z.infer<typeof storageKindSchema>;
export type Storage = z.infer<typeof storageSchema>;
export type FolderRule = z.infer<typeof folderRuleSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type Licence = z.infer<typeof licenceSchema>;
