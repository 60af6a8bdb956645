import { z } from 'zod';

import { catalogueModelSchema, checkSchema, modelChangeSchema, modelSchema } from './engine.ts';
import { storageSchema } from './keeping.ts';
import { fileErrorSchema, folderSchema, noticeSchema, progressSchema, statusSchema } from './library.ts';
import { correctionSchema, passageSchema, reasonSchema, searchNoteSchema, stageSchema } from './search.ts';

/**
 * What `--json` prints: one document on standard output, names in snake_case. Scripts rely on these fields; more may
 * stand beside them later, none may leave.
 */
export const indexOutputSchema = z.object({
  documents: z.int(),
  passages: z.int(),
  errors: z.int(),
  /** From the first folder added to the last file read. */
  seconds: z.number(),
  /** Every file of the library after a checkpoint, imported models aside. */
  library_bytes: z.int(),
});

export const searchOutputSchema = z.object({
  stage: stageSchema,
  milliseconds: z.number(),
  /** Documents found; `results` holds the first of them. */
  total: z.int(),
  /** Of them those that answer by their words or their meaning. */
  strong: z.int(),
  corrections: z.array(correctionSchema),
  meaning: z.string(),
  notes: z.array(searchNoteSchema),
  results: z.array(
    z.object({
      path: z.string(),
      title: z.string(),
      /** False while the drive of its folder is away. */
      connected: z.boolean(),
      score: z.number(),
      weak: z.boolean(),
      passages: z.array(passageSchema.omit({ score: true })),
      reasons: z.array(reasonSchema),
      also_at: z.array(z.string()),
    }),
  ),
});

export const statusOutputSchema = z.object({
  files: statusSchema.shape.files,
  waiting: z.int(),
  passages: z.int(),
  vectors: z.int(),
  pictured: statusSchema.shape.pictured,
  library_bytes: z.int(),
  /** What takes this room, the largest first; imported models are counted here too. */
  storage: storageSchema.shape.kinds,
  library: z.string(),
  roots: z.array(folderSchema.omit({ lookedOver: true }).extend({ looked_over: z.number().nullable() })),
  notices: z.array(noticeSchema),
});

export const errorsOutputSchema = z.object({ errors: z.array(fileErrorSchema) });

/** How everything stands after `pause` or `resume`. */
export const pauseOutputSchema = z.object({
  pause: progressSchema.shape.pause,
  folders: z.array(z.object({ path: z.string(), paused: z.boolean() })),
});

export const backupOutputSchema = z.object({ file: z.string(), bytes: z.int() });

export const restoreOutputSchema = z.object({ restored: z.literal(true) });

/** Where the library is now. */
export const moveOutputSchema = z.object({ library: z.string() });

export const eraseOutputSchema = z.object({ erased: z.literal(true) });

export const modelRemoveOutputSchema = z.object({ bytes: z.int() });

/** Folders, and whether AI agents may see them. */
export const agentsOutputSchema = z.object({
  folders: z.array(z.object({ path: z.string(), allowed: z.boolean() })),
});

export const forgetOutputSchema = z.object({ documents: z.int() });

export const retryOutputSchema = z.object({ read: z.literal(true) });

export const unlockOutputSchema = z.object({ opened: z.boolean() });

export const doctorOutputSchema = z.object({ checks: z.array(checkSchema), digest: z.string().nullable() });

const modelOutputSchema = modelSchema.omit({ inUse: true }).extend({ in_use: z.boolean() });

export const modelsOutputSchema = z.object({
  models: z.array(modelOutputSchema),
  /** Null where no change of model goes on. */
  change: modelChangeSchema.nullable(),
});

export const catalogueOutputSchema = z.object({ catalogue: z.array(catalogueModelSchema) });

export const modelImportOutputSchema = z.object({ model: modelOutputSchema });

export const modelUseOutputSchema = z.object({
  model: modelOutputSchema,
  /** False where it was in use already. */
  restarted: z.boolean(),
});

export const stopOutputSchema = z.object({ stopped: z.boolean() });

/** Ranking against judgements; times are those of one query. */
export const rankingOutputSchema = z.object({
  'ndcg@10': z.number(),
  'recall@100': z.number(),
  queries: z.int(),
  documents: z.int(),
  p50_ms: z.number(),
  p95_ms: z.number(),
});

/** Labels against known topics. */
export const labellingOutputSchema = z.object({
  micro_f1: z.number(),
  macro_f1: z.number(),
  /** Of the labels that have one. */
  mean_auc: z.number().nullable(),
  documents: z.int(),
  /** Of these those whose label is none of the ones measured: they count against areas, and for no F1. */
  unlabelled: z.int(),
  labels: z.array(
    z.object({
      label: z.string(),
      f1: z.number(),
      /** Null where no document has the label, or every one. */
      auc: z.number().nullable(),
      /** Its documents by the label they got. */
      given: z.record(z.string(), z.int()),
    }),
  ),
});

export const evalOutputSchema = z.union([rankingOutputSchema, labellingOutputSchema]);

/** On standard error, where a command fails. */
export const failureOutputSchema = z.object({
  error: z.object({ code: z.string(), cause: z.string(), remedy: z.string() }),
});

export type IndexOutput = z.infer<typeof indexOutputSchema>;
export type SearchOutput = z.infer<typeof searchOutputSchema>;
export type StatusOutput = z.infer<typeof statusOutputSchema>;
export type PauseOutput = z.infer<typeof pauseOutputSchema>;
export type CatalogueOutput = z.infer<typeof catalogueOutputSchema>;
export type ModelsOutput = z.infer<typeof modelsOutputSchema>;
export type ModelImportOutput = z.infer<typeof modelImportOutputSchema>;
export type ModelUseOutput = z.infer<typeof modelUseOutputSchema>;
export type AgentsOutput = z.infer<typeof agentsOutputSchema>;
export type RetryOutput = z.infer<typeof retryOutputSchema>;
export type UnlockOutput = z.infer<typeof unlockOutputSchema>;
export type BackupOutput = z.infer<typeof backupOutputSchema>;
export type RestoreOutput = z.infer<typeof restoreOutputSchema>;
export type MoveOutput = z.infer<typeof moveOutputSchema>;
export type EraseOutput = z.infer<typeof eraseOutputSchema>;
export type ModelRemoveOutput = z.infer<typeof modelRemoveOutputSchema>;
export type StopOutput = z.infer<typeof stopOutputSchema>;
export type LabellingOutput = z.infer<typeof labellingOutputSchema>;
export type EvalOutput = z.infer<typeof evalOutputSchema>;
export type FailureOutput = z.infer<typeof failureOutputSchema>;
