import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

import { InklingError } from '../lib/errors.ts';
import type { Client } from '../rpc/client.ts';
import type { Answer } from './tool-result.ts';

export interface CallOptions {
  readonly signal: AbortSignal;
}

/** A tool as it is listed, and as it is called: with whatever an agent sent. */
export interface Tool {
  readonly listed: ListedTool;
  /** @throws InklingError INPUT_INVALID, and those of the call */
  call(client: Client, input: unknown, options: CallOptions): Promise<Answer>;
}

export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly call: (client: Client, input: z.output<Input>, options: CallOptions) => Promise<z.output<Output>>;
  /** What of an answer is a long text. */
  readonly textOf?: (output: z.output<Output>) => string;
}

const NOTICE = z.string().describe('How to take the rest.');

/** A tool whose schemas are those of the contract. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, input, output, call, textOf } = definition;
  return {
    listed: {
      name,
      title,
      description,
      inputSchema: jsonSchema(input, 'input'),
      outputSchema: jsonSchema(output.extend({ notice: NOTICE }), 'output'),
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    call: async (client, given, options) => {
      const data = await call(client, parseInput(input, given), options);
      return textOf === undefined ? { data } : { data, text: textOf(data) };
    },
  };
}

/** Clients check by draft 7, which is what the protocol's own libraries know. */
function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): ListedTool['inputSchema'] {
  const { $schema: _version, ...made } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  return made as ListedTool['inputSchema'];
}

function parseInput<Input extends z.ZodObject>(schema: Input, given: unknown): z.output<Input> {
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw new InklingError('INPUT_INVALID', {
    cause: `The arguments were not understood (${faults.join('; ').slice(0, MOST_SAID)}).`,
    remedy: 'Send what the input schema of this tool states.',
  });
}

/** Of faults in arguments: they may be very many. */
const MOST_SAID = 500;
