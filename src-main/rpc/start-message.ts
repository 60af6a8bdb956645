import { z } from 'zod';

import { errorDataSchema } from '../contract/index.ts';

/** What a starting engine tells the host that started it, over the channel between them. */
export const startMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), error: errorDataSchema }),
]);

export type StartMessage = z.infer<typeof startMessageSchema>;
