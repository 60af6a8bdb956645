import { z } from 'zod';

import { startMessageSchema } from './start-message.ts';

/** What an engine in a utility process asks of the program that started it, which alone may start processes. */
export const fromEngineSchema = z.union([
  startMessageSchema,
  z.object({
    kind: z.literal('spawn'),
    child: z.int(),
    entry: z.url({ protocol: /^file$/ }),
    name: z.string(),
    isBounded: z.boolean(),
    isLean: z.boolean(),
  }),
  z.object({ kind: z.literal('kill'), child: z.int() }),
  /** With the system's own program, or shown in its folder. */
  z.object({ kind: z.enum(['open', 'reveal']), asked: z.int(), path: z.string() }),
]);

/** What it is told; `caller` and `child` bring a port along. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('caller') }),
  z.object({ kind: z.literal('child'), child: z.int(), pid: z.int().nullable() }),
  z.object({ kind: z.literal('child-ended'), child: z.int(), how: z.string() }),
  z.object({ kind: z.literal('opened'), asked: z.int(), failed: z.boolean() }),
  z.object({ kind: z.literal('end') }),
]);

export type FromEngine = z.infer<typeof fromEngineSchema>;
export type ToEngine = z.infer<typeof toEngineSchema>;
