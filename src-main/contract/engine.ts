import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

export const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  detail: z.string(),
});

export const modelSchema = z.object({
  name: z.string(),
  kind: z.enum(['light', 'heavy']),
  dimensions: z.int(),
  licence: z.string(),
  source: z.string(),
  /** ISO 639-1 codes; none where nobody said. */
  languages: z.array(z.string()),
  bytes: z.int(),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  inUse: z.boolean(),
});

export const poolingSchema = z.enum(['mean', 'cls', 'last']);

/** What a person may say of a model; what is left out its folder says, or the catalogue. */
export const modelImportSchema = z.object({
  /** Holds model.onnx, or onnx/model.onnx, and tokenizer.json. */
  folder: z.string().min(1),
  /** The folder's name where none is given. */
  name: z.string().optional(),
  /** How the states of a text's tokens become one vector; the model's own documentation tells. */
  pooling: poolingSchema.optional(),
  /** What stands before a question, and before a passage. */
  queryPrefix: z.string().max(1_000).optional(),
  passagePrefix: z.string().max(1_000).optional(),
  /** The first lanes of a vector alone, where the model was trained for that. */
  dimensions: z.int().min(8).optional(),
  /** ISO 639-1 codes. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).optional(),
  licence: z.string().max(100).optional(),
});

/** A model that is known to work here; the person brings it. */
export const catalogueModelSchema = z.object({
  name: z.string(),
  repository: z.string(),
  licence: z.string(),
  /** About. */
  megabytes: z.number(),
  languages: z.array(z.string()),
  dimensions: z.int(),
  pooling: poolingSchema,
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  maxTokens: z.int(),
  about: z.string(),
  /** Whether it is there already, imported or as part of the program. */
  here: z.boolean(),
});

export const modelFetchSchema = z.object({
  /** Of the catalogue, or a hub's repository: owner/name. */
  name: z.string().min(1),
  /** The base address of a hub or a mirror of one; left out: the catalogue's own. */
  from: z.url({ protocol: /^https?$/, error: 'An address begins with http:// or https://.' }).optional(),
});

/** How far the file that is being fetched is; at the end the model. */
export const modelFetchEventSchema = z.object({
  file: z.string(),
  /** Bytes. */
  done: z.int(),
  total: z.int().nullable(),
  model: modelSchema.nullable(),
});

/** A change of model that goes on: search answers from what both have. */
export const modelChangeSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Passages that the new model has read, and all that it is to read. */
  done: z.int(),
  total: z.int(),
});

export const modelListSchema = z.object({
  models: z.array(modelSchema),
  catalogue: z.array(catalogueModelSchema),
  change: modelChangeSchema.nullable(),
});

export const settingsSchema = z.object({
  /** Fill heavy vectors in the background. */
  deepening: z.boolean(),
  /** Also while the computer runs on its battery. */
  deepenOnBattery: z.boolean(),
  /** Background work: on all cores, on one with the lowest priority, or only while nobody uses the computer. */
  pace: z.enum(['full', 'gentle', 'idle']),
  /** Leave out what the person's .gitignore files leave out. */
  gitignore: z.boolean(),
  /** What is left out of every folder, as in .gitignore, a line each. */
  leaveOut: z.string().max(65_536),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'dense']),
  textSize: z.enum(['small', 'normal', 'large', 'largest']),
  /** Pages of documents are shown darker where the page is dark. */
  dimPages: z.boolean(),
  /** Single letters and signs are commands outside text fields. */
  letterKeys: z.boolean(),
  /** Look for words in pictures and scanned pages: never, when nothing else is to do, or as soon as they are found. */
  recognition: z.enum(['off', 'idle', 'on']),
  /** Three-letter codes of the languages those words may be in, the likeliest first. */
  recognitionLanguages: z.array(z.string()),
  /** Keep the questions the person asked. */
  history: z.boolean(),
});

/** What a desktop shell knows of the computer, told every few seconds. */
export const computerSchema = z.object({
  onBattery: z.boolean(),
  /** Since keyboard or mouse were used last. */
  idleSeconds: z.number().min(0),
  /** About to sleep, or asleep. */
  asleep: z.boolean(),
});

export const engineContract = {
  /** Open as long as a host lives: the engine ends ten seconds after the last one closes. */
  attend: oc
    .input(z.object({ host: z.string() }))
    .output(eventIterator(z.object({ version: z.string(), pid: z.int() }))),
  /** A host that closes for good: the engine ends at once where no other host attends. */
  leave: oc.output(z.object({ ending: z.boolean() })),
  /** Asks the engine to close its databases and end now. */
  stop: oc.output(z.object({ stopping: z.literal(true) })),
  doctor: oc
    .input(z.object({ digest: z.boolean().default(false) }))
    .output(z.object({ checks: z.array(checkSchema), digest: z.string().nullable() })),
  models: oc.output(modelListSchema),
  /** Copies a model of the person's into the library, once it has been seen to work. */
  importModel: oc.input(modelImportSchema).output(modelSchema),
  /** Fetches a model from a hub or a mirror and imports it: the one call that reaches for another computer. */
  fetchModel: oc.input(modelFetchSchema).output(eventIterator(modelFetchEventSchema)),
  /** Chooses what reads closely; `changed` where it is another one than before, which now reads every passage anew. */
  useModel: oc
    .input(z.object({ name: z.string() }))
    .output(z.object({ model: modelSchema, changed: z.boolean() })),
  settings: oc.output(settingsSchema),
  change: oc.input(settingsSchema.partial()).output(settingsSchema),
  /** Tells the engine what a plain process cannot know. */
  computer: oc.input(computerSchema).output(z.object({ heard: z.literal(true) })),
  /** Languages whose words can be recognised: codes of the data that is installed. */
  recognisable: oc.output(z.object({ languages: z.array(z.string()) })),
};

export type Check = z.infer<typeof checkSchema>;
export type Model = z.infer<typeof modelSchema>;
export type ModelImport = z.infer<typeof modelImportSchema>;
export type CatalogueModel = z.infer<typeof catalogueModelSchema>;
export type ModelChange = z.infer<typeof modelChangeSchema>;
export type ModelFetch = z.infer<typeof modelFetchSchema>;
export type ModelFetchEvent = z.infer<typeof modelFetchEventSchema>;
export type ModelList = z.infer<typeof modelListSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type Computer = z.infer<typeof computerSchema>;
