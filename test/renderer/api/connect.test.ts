import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';

import { connect, takeCode, type Place } from '../../../src-renderer/api/connect.ts';
import { failureText, toFailure } from '../../../src-renderer/api/failure.ts';

function place(hash: string, answer: () => Response | Promise<Response>) {
  const kept = new Map<string, string>();
  const urls: string[] = [];
  const given: Place = {
    location: { hash, origin: 'http://127.0.0.1:9', pathname: '/', search: '' },
    history: { replaceState: (_state, _title, url) => void urls.push(String(url)) },
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    fetch: async () => answer(),
  };
  return { given, kept, urls };
}

const token = (): Response => Response.json({ token: 't-1' });
const refused = (): Response => new Response(null, { status: 401 });
const ignore = (): void => {};

test('the code leaves the address at once, and becomes a token of this tab', async () => {
  const { given, kept, urls } = place('#abc', token);
  const code = takeCode(given);
  expect([code, urls]).toEqual(['abc', ['/']]);
  expect((await connect(code, given, ignore)).kind).toBe('ready');
  expect([...kept.values()]).toEqual(['t-1']);
});

test('a reload goes on with the token, even where an old code is refused', async () => {
  const { given, kept } = place('', refused);
  expect(takeCode(given)).toBeNull();
  expect((await connect(null, given, ignore)).kind).toBe('expired');
  kept.set('inkling.token', 't-0');
  expect((await connect('used', given, ignore)).kind).toBe('ready');
});

test('a host that is away is no expired key', async () => {
  const { given } = place('', () => Promise.reject(new TypeError('Failed to fetch')));
  const connection = await connect('abc', given, ignore);
  expect(connection.kind === 'away' && connection.failure.code).toBe('ENGINE_AWAY');
});

test('a token that is refused later is forgotten and told', async () => {
  const { given, kept } = place('', refused);
  kept.set('inkling.token', 't-0');
  let told = 0;
  const connection = await connect(null, given, () => (told += 1));
  if (connection.kind === 'ready') await connection.client.library.status().catch(ignore);
  expect([told, kept.size]).toEqual([1, 0]);
});

test('failures carry the engine’s own words', () => {
  const data = { code: 'INDEX_BUSY', cause: 'Another program holds the library', remedy: 'Close it.' };
  expect(failureText(toFailure(new ORPCError('CONFLICT', { data })))).toBe(
    'Another program holds the library. Close it.',
  );
  expect(toFailure(new Error('odd')).cause).toBe('odd');
});
