import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { judge, judgeProgram } from '../../../src-main/web/guard.ts';

const PORT = 4321;
const TOKEN = 'the-token';
const grounds = { port: PORT, accepts: (token: string) => token === TOKEN };

const CALL = {
  method: 'POST',
  target: '/rpc/search/run',
  headers: {
    host: `127.0.0.1:${PORT}`,
    origin: `http://127.0.0.1:${PORT}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'content-length': '20',
    authorization: `Bearer ${TOKEN}`,
  },
};

function judged(change: { method?: string; target?: string; headers?: Record<string, string | undefined> }) {
  return judge({ ...CALL, ...change, headers: { ...CALL.headers, ...change.headers } }, grounds);
}

describe('the guard', () => {
  test('lets a call of our page through', () => {
    expect(judge(CALL, grounds)).toEqual({ kind: 'rpc', path: '/rpc/search/run' });
    expect(judged({ headers: { origin: undefined, 'sec-fetch-site': undefined } }).kind).toBe('rpc');
    expect(judged({ target: '/picture' })).toEqual({ kind: 'rpc', path: '/picture' });
  });

  test.each([
    [{ headers: { host: 'inkling.example:4321' } }, 403, 'HOST_REFUSED'],
    [{ headers: { host: '127.0.0.1' } }, 403, 'HOST_REFUSED'],
    [{ headers: { host: '127.0.0.1:43210' } }, 403, 'HOST_REFUSED'],
    [{ headers: { host: undefined } }, 403, 'HOST_REFUSED'],
    [{ headers: { origin: 'null' } }, 403, 'ORIGIN_REFUSED'],
    [{ headers: { origin: 'http://127.0.0.1:9' } }, 403, 'ORIGIN_REFUSED'],
    [{ headers: { origin: `http://localhost:${PORT}` } }, 403, 'ORIGIN_REFUSED'],
    [{ headers: { origin: `https://127.0.0.1:${PORT}` } }, 403, 'ORIGIN_REFUSED'],
    [{ headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'SITE_REFUSED'],
    [{ headers: { 'sec-fetch-site': 'same-site' } }, 403, 'SITE_REFUSED'],
    [{ headers: { 'content-type': 'text/plain' } }, 415, 'TYPE_REFUSED'],
    [{ headers: { 'content-type': 'multipart/form-data; boundary=application/json' } }, 415, 'TYPE_REFUSED'],
    [{ headers: { 'content-length': '1048577' } }, 413, 'BODY_TOO_LARGE'],
    [{ headers: { 'content-length': undefined } }, 411, 'LENGTH_REQUIRED'],
    [{ headers: { 'content-length': 'NaN' } }, 413, 'BODY_TOO_LARGE'],
    [{ headers: { authorization: undefined } }, 401, 'TOKEN_REQUIRED'],
    [{ headers: { authorization: 'Bearer other' } }, 401, 'TOKEN_REQUIRED'],
    [{ headers: { authorization: `bearer ${TOKEN}` } }, 401, 'TOKEN_REQUIRED'],
    [{ method: 'GET' }, 405, 'METHOD_REFUSED'],
    [{ method: 'OPTIONS' }, 405, 'METHOD_REFUSED'],
    [{ target: '/', method: 'POST' }, 405, 'METHOD_REFUSED'],
    [{ target: '/rpc' }, 404, 'CALL_UNKNOWN'],
    [{ target: '/rpc/search/run?data=x' }, 404, 'CALL_UNKNOWN'],
    [{ target: '/rpc/../token' }, 404, 'CALL_UNKNOWN'],
    [{ target: '/picture', headers: { authorization: undefined } }, 401, 'TOKEN_REQUIRED'],
    [{ target: '/picture', method: 'GET' }, 405, 'METHOD_REFUSED'],
    [{ target: '/picture', headers: { 'content-type': 'text/plain' } }, 415, 'TYPE_REFUSED'],
    [{ target: '/picture?path=x' }, 404, 'CALL_UNKNOWN'],
    [{ target: 'http://127.0.0.1:4321/rpc/search/run' }, 400, 'TARGET_REFUSED'],
    [{ target: '*' }, 400, 'TARGET_REFUSED'],
  ])('refuses %j', (change, status, code) => {
    expect(judged(change)).toEqual({ kind: 'refused', status, code });
  });

  test('asks no token for the page, and none for its exchange', () => {
    const bare = { host: `localhost:${PORT}` };
    expect(judge({ method: 'GET', target: '/assets/page.js?x', headers: bare }, grounds)).toEqual({
      kind: 'page',
      path: '/assets/page.js',
    });
    expect(judged({ target: '/token', headers: { authorization: undefined } }).kind).toBe('token');
  });

  test('no request reaches the engine without our host and a token', () => {
    let passed = 0;
    const expectGood = (asked: Parameters<typeof judge>[0]) => {
      if (judge(asked, grounds).kind !== 'rpc') return;
      passed += 1;
      const { origin, ...headers } = asked.headers;
      expect([undefined, `http://${headers['host']}`]).toContain(origin);
      expect(asked.method).toBe('POST');
      expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, host: `127.0.0.1:${PORT}` });
      expect(headers['content-type']).toMatch(/^application\/json(;|$)/);
    };
    fc.assert(fc.property(spoiltCalls(), expectGood), { numRuns: 2_000 });
    expect(passed).toBeGreaterThan(20);
  });
});

/** A good call, each part of which may have been replaced by another part or by anything. */
function spoiltCalls() {
  const spoilt = (good: string) => {
    const other = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(CALL.headers)),
      fc.constant(undefined),
    );
    return fc.oneof(
      { weight: 5, arbitrary: fc.constant<string | undefined>(good) },
      { weight: 1, arbitrary: other },
    );
  };
  const headers = fc.record(mapValues(CALL.headers, spoilt));
  return fc.record({ method: spoilt('POST'), target: spoilt(CALL.target), headers });
}

function mapValues<T>(values: Record<string, string>, map: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

describe('a program of the person’s', () => {
  const ASKED = { ...CALL, target: '/search?x=1', headers: { ...CALL.headers, origin: undefined } };
  const asked = (change: { method?: string; headers?: Record<string, string | undefined> }) =>
    judgeProgram({ ...ASKED, ...change, headers: { ...ASKED.headers, ...change.headers } }, grounds);
  const bodiless = { 'content-type': undefined, 'content-length': undefined };

  test('is let in with the token, wherever it asks', () => {
    expect(asked({})).toEqual({ kind: 'rpc', path: '/search' });
    for (const method of ['GET', 'HEAD', 'DELETE'])
      expect(asked({ method, headers: bodiless }).kind).toBe('rpc');
  });

  test.each([
    [{ headers: { host: 'inkling.example:4321' } }, 403, 'HOST_REFUSED'],
    [{ headers: { origin: 'http://evil.example' } }, 403, 'ORIGIN_REFUSED'],
    [{ headers: { authorization: undefined } }, 401, 'TOKEN_REQUIRED'],
    [{ method: 'GET', headers: { authorization: 'Bearer other' } }, 401, 'TOKEN_REQUIRED'],
    [{ headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'SITE_REFUSED'],
    [{ headers: { 'content-type': 'text/plain' } }, 415, 'TYPE_REFUSED'],
    [{ headers: { 'content-length': '1048577' } }, 413, 'BODY_TOO_LARGE'],
    [{ headers: { 'content-length': undefined } }, 411, 'LENGTH_REQUIRED'],
    [{ method: 'PUT' }, 405, 'METHOD_REFUSED'],
  ])('is refused for %j', (change, status, code) => {
    expect(asked(change)).toEqual({ kind: 'refused', status, code });
  });
});
