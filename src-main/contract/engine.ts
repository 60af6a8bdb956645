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
  bytes: z.int(),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  inUse: z.boolean(),
});

export const modelImportSchema = z.object({
  /** Holds model.onnx and tokenizer.json. */
  folder: z.string().min(1),
  /** The folder's name where none is given. */
  name: z.string().optional(),
  /** How the states of a text's tokens become one vector; the model's own documentation tells. */
  pooling: z.enum(['mean', 'cls']).default('mean'),
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
  models: oc.output(z.object({ models: z.array(modelSchema) })),
  /** Copies a model of the person's into the library, once it has been seen to work. */
  importModel: oc.input(modelImportSchema).output(modelSchema),
  /** Chooses what reads closely; `restarting` where the engine ends now, for hosts to start it anew with that model. */
  useModel: oc
    .input(z.object({ name: z.string() }))
    .output(z.object({ model: modelSchema, restarting: z.boolean() })),
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
export type Settings = z.infer<typeof settingsSchema>;
export type Computer = z.infer<typeof computerSchema>;
