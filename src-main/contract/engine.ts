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
  inUse: z.boolean(),
});

export const settingsSchema = z.object({
  /** Fill heavy vectors in the background. */
  deepening: z.boolean(),
  /** Leave out what the person's .gitignore files leave out. */
  gitignore: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
});

export const savedSearchSchema = z.object({ name: z.string().min(1), query: z.string().min(1) });

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
  settings: oc.output(settingsSchema),
  change: oc.input(settingsSchema.partial()).output(settingsSchema),
  saved: oc.output(z.object({ searches: z.array(savedSearchSchema) })),
  save: oc.input(savedSearchSchema).output(z.object({ searches: z.array(savedSearchSchema) })),
  unsave: oc.input(z.object({ name: z.string() })).output(z.object({ searches: z.array(savedSearchSchema) })),
};

export type Check = z.infer<typeof checkSchema>;
export type Model = z.infer<typeof modelSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type SavedSearch = z.infer<typeof savedSearchSchema>;
