import { request as httpRequest } from 'node:http';

import { describe, expect, test } from 'vitest';

import { startWeb } from '../../../src-main/web/listen.ts';
import { pageFolder } from '../../helpers/page-folder.ts';
import { overSocket } from '../../helpers/transports.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

async function open({ patience = 200 } = {}) {
  const folder = await pageFolder();
  const engine = await overSocket();
  const connection = { socket: engine.socket };
  const web = await startWeb({ connection, page: folder.page, patience });
  const { origin, hash, port } = new URL(web.url);
  const dispose = async () => {
    await web.close();
    await engine[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
  return { web, engine, connection, origin, port, code: hash.slice(1), [Symbol.asyncDispose]: dispose };
}

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const json = { 'content-type': 'application/json', ...headers };
  return fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

async function tokenOf({ origin, code }: { origin: string; code: string }): Promise<string> {
  const answer = (await (await post(`${origin}/token`, { code })).json()) as { token: string };
  return answer.token;
}

/** What `fetch` does not let through: paths as they stand, hosts that are not the address. */
function raw(port: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject).end();
  });
}

describe('the page', () => {
  test('answers with its type, closed against everything foreign', async () => {
    await using web = await open();
    const index = await fetch(web.origin);
    expect(await index.text()).toContain('<title>Inkling</title>');
    expect(Object.fromEntries(index.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(index.headers.get('access-control-allow-origin')).toBeNull();
    const script = await fetch(`${web.origin}/assets/page-abc.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets',
    '//etc/passwd',
  ])('has nothing at %s', async (path) => {
    await using web = await open();
    expect(await raw(web.port, path)).toBe(404);
  });

  test('is not answered under another name', async () => {
    await using web = await open();
    expect(await raw(web.port, '/', { host: `rebound.example:${web.port}` })).toBe(403);
    expect(await raw(web.port, '/', { host: `localhost:${web.port}` })).toBe(200);
  });

  test('that was not built is told with what helps', async () => {
    await expect(startWeb({ connection: { socket: '' }, page: '/nowhere' })).rejects.toMatchObject({
      code: 'PAGE_MISSING',
    });
  });
});

describe('the token', () => {
  test('comes for the code, once', async () => {
    await using web = await open();
    expect(await tokenOf(web)).toMatch(/^[\w-]{32}$/);
    const again = await post(`${web.origin}/token`, { code: web.code });
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({
      json: { code: 'CODE_USED', data: { remedy: expect.any(String) } },
    });
  });

  test('comes for a new code too, which only this side can make', async () => {
    await using web = await open();
    await tokenOf(web);
    const code = new URL(web.web.newUrl()).hash.slice(1);
    expect(await tokenOf({ origin: web.origin, code })).toMatch(/^[\w-]{32}$/);
  });

  test.each([[null], [{ code: 7 }], [{ code: 'x'.repeat(1000) }], [[]]])(
    'does not come for %j',
    async (body) => {
      await using web = await open();
      expect((await post(`${web.origin}/token`, body)).status).toBe(401);
    },
  );
});

describe('calls', () => {
  test('are refused without the token, in the form of a failed call', async () => {
    await using web = await open();
    const answer = await post(`${web.origin}/rpc/library/add`, { json: { path: '/papers' } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      json: { code: 'TOKEN_REQUIRED', data: { code: 'TOKEN_REQUIRED' } },
    });
    expect(web.engine.engine.folders.size).toBe(0);
  });

  test('are refused from another origin even with it', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}`, origin: 'https://evil.example' };
    expect((await post(`${web.origin}/rpc/library/status`, {}, headers)).status).toBe(403);
  });

  test('meet a code when the engine is gone', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}` };
    await web.engine[Symbol.asyncDispose]();
    const answer = await post(`${web.origin}/rpc/library/status`, {}, headers);
    expect(await answer.json()).toMatchObject({ json: { code: 'ENGINE_GONE' } });
  });

  test('wait for an engine that is being replaced, and are heard once', async () => {
    await using web = await open({ patience: 60_000 });
    const headers = { authorization: `Bearer ${await tokenOf(web)}` };
    await web.engine[Symbol.asyncDispose]();
    const answer = post(`${web.origin}/rpc/library/add`, { json: { path: '/papers' } }, headers);
    await using next = await overSocket();
    web.connection.socket = next.socket;
    expect((await answer).status).toBe(200);
    expect([...next.engine.folders.keys()]).toEqual(['/papers']);
  });

  test('end in the engine when the browser leaves', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}`, 'content-type': 'application/json' };
    const controller = new AbortController();
    const body = JSON.stringify({ json: { deep: true } });
    const options = { method: 'POST', headers, body, signal: controller.signal };
    const settled = fetch(`${web.origin}/rpc/library/settle`, options).catch((error: Error) => error.name);
    setTimeout(() => controller.abort(), 100);
    expect(await settled).toBe('AbortError');
    await waitUntil(() => web.engine.engine.ended.includes('settle'));
  });
});

describe('pictures', () => {
  const PAGE = { path: '/papers/flat.pdf', page: 1, width: 100 };

  test('are bytes of their own type, closed against everything foreign', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}` };
    const answer = await post(`${web.origin}/picture`, PAGE, headers);
    expect([answer.status, await answer.text()]).toEqual([200, 'a picture']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  test('need the token, and to be asked for in full', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}` };
    const asked = async (body: unknown, given: Record<string, string> = headers) => {
      const answer = await post(`${web.origin}/picture`, body, given);
      const { json } = (await answer.json()) as { json: { code: string } };
      return [answer.status, json.code];
    };
    expect(await asked(PAGE, {})).toEqual([401, 'TOKEN_REQUIRED']);
    expect(await asked(PAGE, { authorization: 'Bearer another' })).toEqual([401, 'TOKEN_REQUIRED']);
    expect(await asked(PAGE, { ...headers, origin: 'https://evil.example' })).toEqual([
      403,
      'ORIGIN_REFUSED',
    ]);
    expect(await asked({ ...PAGE, width: 1e9 })).toEqual([400, 'INPUT_INVALID']);
    expect(await asked({ ...PAGE, page: 0 })).toEqual([400, 'INPUT_INVALID']);
    expect(await asked({ path: '' })).toEqual([400, 'INPUT_INVALID']);
    expect(await asked({ ...PAGE, path: '/missing.pdf' })).toEqual([400, 'DOCUMENT_UNKNOWN']);
    expect((await fetch(`${web.origin}/picture`, { headers })).status).toBe(405);
  });

  test('end in the engine when the browser leaves', async () => {
    await using web = await open();
    const headers = { authorization: `Bearer ${await tokenOf(web)}`, 'content-type': 'application/json' };
    const controller = new AbortController();
    const body = JSON.stringify({ ...PAGE, path: '/slow' });
    const options = { method: 'POST', headers, body, signal: controller.signal };
    const settled = fetch(`${web.origin}/picture`, options).catch((error: Error) => error.name);
    setTimeout(() => controller.abort(), 100);
    expect(await settled).toBe('AbortError');
    await waitUntil(() => web.engine.engine.ended.includes('picture'));
  });
});
