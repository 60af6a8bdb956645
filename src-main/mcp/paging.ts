import { z } from 'zod';

import type { Client } from '../rpc/client.ts';
import { cursorAt, offsetOf } from './cursor.ts';
import type { CallOptions } from './define-tool.ts';

/** The contract counts where a page begins; an agent is given a cursor, which it cannot get wrong unnoticed. */

const CURSOR = z.string().min(1).max(200);

interface Offset {
  readonly offset: z.ZodType<number>;
}

interface Next {
  readonly next: z.ZodType<number | null>;
}

/** The input of a call with a cursor in the place of its offset. */
export function pagedInput<Shape extends z.ZodRawShape & Offset>(schema: z.ZodObject<Shape>) {
  const { offset: _offset, ...shape } = schema.shape;
  return z.strictObject({
    ...shape,
    cursor: CURSOR.optional().describe('nextCursor of the answer before, for the next page.'),
  });
}

/** Its output with the next cursor in the place of the next offset. */
export function pagedOutput<Shape extends z.ZodRawShape & Next>(schema: z.ZodObject<Shape>) {
  const { next: _next, ...shape } = schema.shape;
  return z.object({ ...shape, nextCursor: CURSOR.nullable().describe('null at the end of the list.') });
}

type Ask<Input, Output> = (client: Client, input: Input, options: CallOptions) => Promise<Output>;

/** A call by cursor. @throws InklingError CURSOR_INVALID */
export function paged<Input, Output extends { readonly next: number | null }>(
  schema: z.ZodType<Input>,
  ask: Ask<Input, Output>,
) {
  return async (
    client: Client,
    { cursor, ...asked }: { readonly cursor?: string | undefined },
    options: CallOptions,
  ) => {
    const input = schema.parse({ ...asked, offset: offsetOf(cursor, asked) });
    const { next, ...answer } = await ask(client, input, options);
    return { ...answer, nextCursor: next === null ? null : cursorAt(next, asked) };
  };
}
