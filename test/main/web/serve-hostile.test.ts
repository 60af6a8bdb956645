import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { json } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { agentLibrary, type AgentLibrary } from '../../helpers/agent-library.ts';
import { inklingListening } from '../../helpers/command-line.ts';
import { expectClear, HOSTILE_VALUES } from '../../helpers/hostile-values.ts';
import { askAsScript, operationsOf, soundInputs, type OpenApi } from '../../helpers/script-calls.ts';

let made: AgentLibrary;
beforeAll(async () => {
  made = await agentLibrary();
  await made.client.topics.save({ name: 'Soups', words: ['soup', 'onions'] });
}, 120_000);
afterAll(() => made?.[Symbol.asyncDispose]());

describe.each([
  ['opened', []],
  ['all', ['--all']],
] as const)('scripts with reach %s', (reach, flags) => {
  let served: Awaited<ReturnType<typeof inklingListening>>;
  beforeAll(async () => {
    served = await inklingListening('serve', ...flags, '--library', made.library);
  }, 60_000);
  afterAll(() => served?.[Symbol.asyncDispose]());

  it('whatever stands in any field of any call is answered clearly', async () => {
    const { body } = await askAsScript(served, '/openapi.json');
    for (const { path, takes } of operationsOf(body as unknown as OpenApi)) {
      const sound = soundInputs(made, reach)[path];
      if (sound === undefined) continue;
      for (const field of [...takes, 'unheardOf'])
        for (const [what, value] of Object.entries(HOSTILE_VALUES)) {
          const about = `${path}, ${field}: ${what}`;
          const answer = await askAsScript(served, path, { input: { ...sound, [field]: value } });
          expect([200, 400], about).toContain(answer.status);
          expectClear(answer.body, about);
          if (reach === 'opened') expect(JSON.stringify(answer.body), about).not.toContain('zanzibar');
        }
    }
  }, 120_000);

  it.each<[string, unknown]>([
    ['no JSON', '{bad'],
    ['a list', []],
    ['a number', 5],
    ['a text', '"soup"'],
    ['nothing', 'null'],
    ['very deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('a body that is %s is refused', async (_, input) => {
    const answer = await askAsScript(served, '/search', { input });
    expectClear(answer.body, 'the body');
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'INPUT_INVALID' } } });
  });

  it('fifty calls at once are answered', async () => {
    const asking = Array.from({ length: 50 }, (_, turn) =>
      askAsScript(served, '/search', { input: { query: `soup ${turn}`, mode: 'light' } }),
    );
    for (const { status } of await Promise.all(asking)) expect(status).toBe(200);
  });

  /** Past fetch, which keeps some headers to itself. */
  async function raw(options: RequestOptions, body?: string) {
    const { port } = new URL(served.url);
    const headers = { authorization: `Bearer ${served.token}`, ...options.headers };
    const asked = request({ host: '127.0.0.1', port, path: '/status', ...options, headers });
    asked.end(body);
    const answered = await new Promise<IncomingMessage>((resolve, reject) =>
      asked.once('response', resolve).once('error', reject),
    );
    const failure = (await json(answered)) as { error?: { code: string } };
    expectClear(failure, JSON.stringify(options));
    return [answered.statusCode, failure.error?.code];
  }

  it.each<[string, RequestOptions, readonly unknown[]]>([
    ['by another name', { headers: { host: 'evil.example' } }, [403, 'HOST_REFUSED']],
    ['at another port', { headers: { host: '127.0.0.1:1' } }, [403, 'HOST_REFUSED']],
    ['from another site', { headers: { origin: 'http://evil.example' } }, [403, 'ORIGIN_REFUSED']],
    ['from a page of no site', { headers: { origin: 'null' } }, [403, 'ORIGIN_REFUSED']],
    [
      'with another token',
      { headers: { authorization: `Bearer ${'a'.repeat(32)}` } },
      [401, 'TOKEN_REQUIRED'],
    ],
    [
      'with a token too long',
      { headers: { authorization: `Bearer ${'a'.repeat(4_000)}` } },
      [401, 'TOKEN_REQUIRED'],
    ],
    ['with a password', { headers: { authorization: 'Basic YTph' } }, [401, 'TOKEN_REQUIRED']],
    ['of a path that leads out', { path: '/../../etc/passwd' }, [404, 'CALL_UNKNOWN']],
    ['of a path in signs', { path: '/%2e%2e/%00' }, [404, 'CALL_UNKNOWN']],
    ['of an address', { path: 'http://evil.example/status' }, [400, 'TARGET_REFUSED']],
    ['by a method that changes', { method: 'PUT' }, [405, 'METHOD_REFUSED']],
    ['by DELETE', { method: 'DELETE' }, [404, 'CALL_UNKNOWN']],
    ['of a call that is posted', { path: '/search' }, [404, 'CALL_UNKNOWN']],
  ])('who asks %s is refused', async (_, asked, refusal) => {
    expect(await raw(asked)).toEqual(refusal);
  });

  it('more than a megabyte is refused before it is read, and so is what has no length', async () => {
    const post = { method: 'POST', path: '/search' };
    const headers = { 'content-type': 'application/json' };
    const large = { ...headers, 'content-length': String(1024 * 1024 + 1) };
    expect(await raw({ ...post, headers: large }, ' '.repeat(1024 * 1024 + 1))).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
    const endless = { ...headers, 'transfer-encoding': 'chunked' };
    expect(await raw({ ...post, headers: endless }, '{}')).toEqual([411, 'LENGTH_REQUIRED']);
  });
});
