import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { expect } from 'vitest';

import { CLI, inklingListening } from './command-line.ts';

/** An agent's program that speaks with a library. */
export interface Agent extends AsyncDisposable {
  readonly client: Client;
}

export type Arguments = Record<string, unknown>;

/** As an agent's program starts it. */
export async function agentOverStdio(library: string): Promise<Agent> {
  const client = new Client({ name: 'test', version: '1' });
  const args = [CLI, 'mcp', '--library', library];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'pipe' }));
  return { client, [Symbol.asyncDispose]: () => client.close() };
}

export async function agentOverHttp(library: string): Promise<Agent> {
  const listening = await inklingListening('mcp', '--http', '--library', library);
  const client = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${listening.token}` };
  // As the SDK's own types have it under exactOptionalPropertyTypes.
  const transport = new StreamableHTTPClientTransport(new URL(listening.url), { requestInit: { headers } });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  const dispose = async () => {
    await client.close();
    await listening[Symbol.asyncDispose]();
  };
  return { client, [Symbol.asyncDispose]: dispose };
}

/** Both ways to speak, by what they are called. */
export const TRANSPORTS = [
  ['standard input and output', agentOverStdio],
  ['HTTP on loopback', agentOverHttp],
] as const;

export async function callTool(client: Client, name: string, given: Arguments = {}): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: given })) as CallToolResult;
}

export function toolText({ content }: CallToolResult): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** Why a call failed, which it has to. */
export async function toolFailure(client: Client, name: string, given: Arguments) {
  const result = await callTool(client, name, given);
  expect(result.isError, JSON.stringify(result)).toBe(true);
  return (JSON.parse(toolText(result)) as { error: { code: string; cause: string; remedy: string } }).error;
}
