import { expect, test } from 'vitest';

import { Tokens } from '../../../src-main/web/token.ts';

test('a code works once, and its token from then on', () => {
  const tokens = new Tokens();
  const code = tokens.newCode();
  const token = tokens.exchange(code) ?? '';
  expect(tokens.accepts(token)).toBe(true);
  expect(tokens.exchange(code)).toBeNull();
  expect(tokens.accepts(token)).toBe(true);
});

test('a wrong code leaves the right one standing', () => {
  const tokens = new Tokens();
  const code = tokens.newCode();
  expect(tokens.exchange('')).toBeNull();
  expect(tokens.exchange(`${code}x`)).toBeNull();
  expect(tokens.exchange(code)).not.toBeNull();
});

test('a new code replaces an unused one and takes no token away', () => {
  const tokens = new Tokens();
  const token = tokens.exchange(tokens.newCode()) ?? '';
  const unused = tokens.newCode();
  const code = tokens.newCode();
  expect(tokens.exchange(unused)).toBeNull();
  expect(tokens.exchange(code)).not.toBeNull();
  expect(tokens.accepts(token)).toBe(true);
});

test('neither a code nor nothing is a token', () => {
  const tokens = new Tokens();
  const code = tokens.newCode();
  expect([code, '', 'undefined'].filter((token) => tokens.accepts(token))).toEqual([]);
  expect(code).toMatch(/^[\w-]{32}$/);
});
