import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';

import type { Client } from '../rpc/client.ts';
import { readAgain } from '../rpc/read-again.ts';
import { readVersion } from '../rpc/version.ts';
import { DATA_NOTICE, toolFailure, toolResult } from './tool-result.ts';
import { TOOLS } from './tools.ts';

/** Calls of the engine as it is now: it may be another one tomorrow. */
export type AskEngine = () => Promise<Client>;

const INSTRUCTIONS = `Inkling searches the person's own files on this computer, by meaning and by word; it reads, and changes nothing. Only folders that the person opened to agents are there. Search first, then read the passages that matter. ${DATA_NOTICE}`;

/** Of a name that no tool has: it may be anything. */
const MOST_NAMED = 60;

/**
 * One conversation with an agent. Arguments are checked here rather than by the SDK's own layer over this, so that every
 * failure says its code, its cause and what helps.
 */
export function createMcpServer(askEngine: AskEngine): Server {
  const server = new Server(
    { name: 'inkling', title: 'Inkling', version: readVersion() },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(({ listed }) => listed) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = TOOLS.find(({ listed }) => listed.name === params.name);
    if (tool === undefined) throw unknownTool(params.name);
    try {
      const call = async () => tool.call(await askEngine(), params.arguments, { signal });
      return toolResult(await readAgain(call));
    } catch (thrown) {
      return toolFailure(thrown);
    }
  });
  return server;
}

function unknownTool(name: string): McpError {
  return new McpError(
    ErrorCode.InvalidParams,
    `There is no tool ${JSON.stringify(name.slice(0, MOST_NAMED))}.`,
  );
}
