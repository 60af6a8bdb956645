import { Client as McpClient } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { InklingError } from '../../../src-main/lib/errors.ts';
import { createMcpServer } from '../../../src-main/mcp/create-server.ts';
import type { Client } from '../../../src-main/rpc/client.ts';
import { encodeError, engineGone } from '../../../src-main/rpc/errors.ts';
import { readAgain } from '../../../src-main/rpc/read-again.ts';
import { scriptsAnswer, type ScriptsReach } from '../../../src-main/rpc/serve-scripts.ts';
import { servePrograms } from '../../../src-main/web/serve-programs.ts';
import { ProgramToken } from '../../../src-main/web/token.ts';
import { overSocket, type ServedSocket } from '../../helpers/transports.ts';

let served: ServedSocket;
beforeAll(async () => {
  served = await overSocket();
});
afterAll(() => served?.[Symbol.asyncDispose]());

/** Every call of it finds that the engine has ended. */
const gone: Client = new Proxy(() => undefined, {
  get: (_, name) => (name === 'then' ? undefined : gone),
  apply: () => Promise.reject(engineGone()),
}) as unknown as Client;

/** An engine that ended as often as said, and then another. */
function endingFirst(times: number): () => Promise<Client> {
  let left = times;
  return () => {
    left -= 1;
    return Promise.resolve(left >= 0 ? gone : served.client);
  };
}

describe('what only reads', () => {
  it('is read once more where the engine ended meanwhile, and no oftener', async () => {
    let asked = 0;
    const read = (failures: number) => () => {
      asked += 1;
      return asked <= failures ? Promise.reject(engineGone()) : Promise.resolve('answer');
    };
    expect(await readAgain(read(1))).toBe('answer');
    asked = 0;
    await expect(readAgain(read(2))).rejects.toMatchObject({ code: 'ENGINE_GONE' });
    expect(asked).toBe(2);
  });

  it('is not read again for any other reason', async () => {
    let asked = 0;
    const refused = new InklingError('QUERY_EMPTY', { cause: 'Nothing was asked.', remedy: 'Ask.' });
    const read = () => {
      asked += 1;
      return Promise.reject(refused);
    };
    await expect(readAgain(read)).rejects.toBe(refused);
    expect(asked).toBe(1);
  });

  it('is answered by HTTP as what is there again soon', () => {
    expect(encodeError(engineGone()).status).toBe(503);
  });
});

test('an agent whose engine ends is answered by the next one', async () => {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer(endingFirst(1)).connect(far);
  const client = new McpClient({ name: 'test', version: '1' });
  await client.connect(near);
  const answer = await client.callTool({ name: 'search_documents', arguments: { query: 'bees' } });
  expect(answer.isError).not.toBe(true);
  await client.close();
});

test.each<ScriptsReach>(['opened', 'all'])(
  'a script whose engine ends is answered by the next one: %s',
  async (reach) => {
    const token = ProgramToken.make();
    const programs = await servePrograms({
      token,
      port: 0,
      answer: async (request, response) => void (await scriptsAnswer(reach, ask)(request, response)),
    });
    let ask = endingFirst(1);
    const search = () =>
      fetch(`${programs.url}/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.text}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'bees' }),
      });
    expect((await search()).status).toBe(200);
    ask = endingFirst(2);
    const refused = await search();
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'ENGINE_GONE' } }]);
    await programs.close();
  },
);
