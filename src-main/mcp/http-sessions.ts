import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';

import { createMcpServer, type AskEngine } from './create-server.ts';
import { whenLeft } from './left-calls.ts';

/** Conversations kept at once; the one that said nothing for longest makes room. */
const MOST_SESSIONS = 32;

/** Conversations with agents over HTTP, each from its first message until it is ended or pushed out. */
export class McpSessions {
  readonly #askEngine: AskEngine;
  /** The one spoken with last stands last. */
  readonly #sessions = new Map<string, StreamableHTTPServerTransport>();

  constructor(askEngine: AskEngine) {
    this.#askEngine = askEngine;
  }

  /** Answers a request that was let in. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id'];
    if (id === undefined) return this.#begin(request, response);
    const transport = this.#sessions.get(String(id));
    if (transport === undefined) return answerUnknown(response);
    this.#use(String(id), transport);
    await hand(transport, request, response);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((transport) => transport.close()));
  }

  /** Where the message does not begin a conversation, the transport says so and nothing is kept. */
  async #begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => this.#use(id, transport),
      onsessionclosed: (id) => this.#forget(id),
    });
    const server = createMcpServer(this.#askEngine);
    // The SDK's own types disagree under exactOptionalPropertyTypes.
    await server.connect(transport as Transport);
    await hand(transport, request, response);
    if (transport.sessionId === undefined) await server.close();
  }

  #use(id: string, transport: StreamableHTTPServerTransport): void {
    this.#sessions.delete(id);
    this.#sessions.set(id, transport);
    const [oldest] = this.#sessions;
    if (this.#sessions.size <= MOST_SESSIONS || oldest === undefined) return;
    this.#forget(oldest[0]);
    void oldest[1].close();
  }

  #forget(id: string): void {
    this.#sessions.delete(id);
  }
}

/** Read here, for it is known then which calls go with the connection. */
async function hand(
  transport: StreamableHTTPServerTransport,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return transport.handleRequest(request, response);
  let body: unknown;
  try {
    body = await json(request);
  } catch {
    return answerFault(response, 400, { code: ErrorCode.ParseError, message: 'The body is no JSON.' });
  }
  whenLeft(body, response, (notification) => transport.onmessage?.(notification));
  await transport.handleRequest(request, response, body);
}

/** As the protocol has it: the client begins a new conversation. */
function answerUnknown(response: ServerResponse): void {
  answerFault(response, 404, { code: -32_001, message: 'This conversation has ended; begin a new one.' });
}

function answerFault(
  response: ServerResponse,
  status: number,
  error: { code: number; message: string },
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
}
