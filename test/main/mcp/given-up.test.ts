import { Client as McpClient } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createMcpServer } from '../../../src-main/mcp/create-server.ts';
import { McpSessions } from '../../../src-main/mcp/http-sessions.ts';
import { scriptsAnswer } from '../../../src-main/rpc/serve-scripts.ts';
import { servePrograms } from '../../../src-main/web/serve-programs.ts';
import { ProgramToken } from '../../../src-main/web/token.ts';
import { overSocket, type ServedSocket } from '../../helpers/transports.ts';

let served: ServedSocket;
beforeAll(async () => {
  served = await overSocket();
});
beforeEach(() => Object.assign(served.engine.waited, { begun: 0, givenUp: 0 }));
afterAll(() => served?.[Symbol.asyncDispose]());

const ask = () => Promise.resolve(served.client);
const waited = () => served.engine.waited;
/** A question that nothing answers. */
const WAIT = { name: 'search_documents', arguments: { query: 'wait' } };

test('a call that its agent cancels ends in the engine', async () => {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = createMcpServer(ask);
  await server.connect(far);
  const client = new McpClient({ name: 'test', version: '1' });
  await client.connect(near);
  const giving = new AbortController();
  const asking = client.callTool(WAIT, undefined, { signal: giving.signal });
  await expect.poll(waited).toEqual({ begun: 1, givenUp: 0 });
  giving.abort();
  await expect(asking).rejects.toThrow('abort');
  await expect.poll(waited).toEqual({ begun: 1, givenUp: 1 });
  await client.close();
});

/** A listener for programs as the terminal starts it. */
async function listening(answer: Parameters<typeof servePrograms>[0]['answer']) {
  const token = ProgramToken.make();
  const programs = await servePrograms({ token, port: 0, answer });
  const headers = {
    authorization: `Bearer ${token.text}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  const post = (path: string, body: unknown, more: RequestInit = {}) =>
    fetch(`${programs.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      ...more,
      headers: { ...headers, ...(more.headers as Record<string, string>) },
    });
  return { post, [Symbol.asyncDispose]: () => programs.close() };
}

/** Asks until the engine has begun, then hangs up. */
async function hangUp(asked: (signal: AbortSignal) => Promise<Response>): Promise<void> {
  const giving = new AbortController();
  const asking = asked(giving.signal).then((response) => response.text());
  asking.catch(() => undefined);
  await expect.poll(() => waited().begun).toBe(1);
  giving.abort();
  await expect(asking).rejects.toThrow('abort');
}

test('a call of an agent whose connection is dropped ends in the engine, and the conversation goes on', async () => {
  const sessions = new McpSessions(ask);
  await using program = await listening((request, response) => sessions.answer(request, response));
  const hello = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  };
  const begun = await program.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'initialize', params: hello });
  const headers = { 'mcp-session-id': begun.headers.get('mcp-session-id') ?? '' };
  const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: WAIT };
  await hangUp((signal) => program.post('/mcp', call, { headers, signal }));
  await expect.poll(waited).toEqual({ begun: 1, givenUp: 1 });
  const tools = await program.post('/mcp', { jsonrpc: '2.0', id: 3, method: 'tools/list' }, { headers });
  expect(await tools.text()).toContain('read_document');
  await sessions.close();
});

test('a message that is no JSON is refused, and so is one that is none of the protocol', async () => {
  const sessions = new McpSessions(ask);
  await using program = await listening((request, response) => sessions.answer(request, response));
  for (const body of ['{bad', '[]', '5', '{"jsonrpc":"1.0"}']) {
    const answer = await program.post('/mcp', null, { body });
    expect([body, answer.status]).toEqual([body, 400]);
    expect(await answer.json()).toMatchObject({
      error: { code: expect.any(Number), message: expect.stringMatching(/\S/) },
    });
  }
  await sessions.close();
});

test.each(['opened', 'all'] as const)(
  'a call of a script whose connection is dropped ends in the engine: %s',
  async (reach) => {
    const answer = scriptsAnswer(reach, ask);
    await using program = await listening((request, response) => answer(request, response));
    const giving = new AbortController();
    const asking = program.post('/search', { query: 'wait' }, { signal: giving.signal });
    asking.catch(() => undefined);
    const { engine } = served;
    if (reach === 'opened') await expect.poll(() => waited().begun).toBe(1);
    else await expect.poll(() => engine.searching).toBe(1);
    giving.abort();
    await expect(asking).rejects.toThrow('abort');
    if (reach === 'opened') await expect.poll(() => waited().givenUp).toBe(1);
    else await expect.poll(() => engine.ended).toContain('search wait');
  },
);

test('scripts that ask for very much are answered a few at once, and beyond a bound told to wait', async () => {
  const script = scriptsAnswer('all', ask);
  await using program = await listening((request, response) => script(request, response));
  const giving = new AbortController();
  const told: unknown[] = [];
  const asking = Array.from({ length: 70 }, async () => {
    const response = await program.post('/search', { query: 'wait' }, { signal: giving.signal });
    told.push([response.status, await response.json()]);
  });
  const held = Promise.allSettled(asking);
  // Four are answered, and sixty wait.
  await expect.poll(() => told.length).toBe(6);
  for (const answer of told)
    expect(answer).toEqual([
      429,
      {
        error: {
          code: 'TOO_MANY_CALLS',
          cause: expect.stringContaining('60 wait'),
          remedy: expect.any(String),
        },
      },
    ]);
  expect(served.engine.searching).toBe(4);
  giving.abort();
  await held;
  expect((await program.post('/search', { query: 'bees' })).status).toBe(200);
});
