import { once } from 'node:events';

import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

import { createMcpServer, type AskEngine } from './create-server.ts';

/** Speaks with the agent that started this process, until it closes standard input or the signal aborts. */
export async function serveStdio(askEngine: AskEngine, signal: AbortSignal): Promise<void> {
  const server = createMcpServer(askEngine);
  const ended = once(process.stdin, 'end', { signal }).catch(() => undefined);
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
