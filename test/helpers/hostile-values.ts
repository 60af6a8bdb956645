import { expect } from 'vitest';

/** Nearly as much as may be sent at all. */
const MEGABYTE = 'x '.repeat(480_000);

/** What nobody should send, by what it is. */
export const HOSTILE_VALUES: Readonly<Record<string, unknown>> = {
  'a number beyond all': 1e300,
  'the greatest whole number': Number.MAX_SAFE_INTEGER,
  'a negative number': -1,
  'a part of a number': 0.5,
  'what is no number, which JSON makes null': Number.NaN,
  'a NUL': '\u0000',
  'control characters': 'soup\u0000\u001b[2J\r\n\u202e',
  'half a letter': '\ud800',
  'a megabyte': MEGABYTE,
  'nothing at all': '',
  'a way out': '../../../../../../etc/passwd',
  'an address': 'file:///etc/passwd',
  'a list': ['/etc/passwd'],
  'an object': { $ne: null },
  'a prototype': JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{}}'),
  'a switch': true,
};

/** Bytes of an answer; a page of results with their passages has less. */
const LARGEST = 400_000;
const LONGEST_CAUSE = 700;

interface Outcome {
  readonly error?: unknown;
}

/** A failure says its code, its cause and what helps, and is none that nobody thought of; an answer has an end. */
export function expectClear(outcome: Outcome, about: string): void {
  const { error } = outcome;
  if (error === undefined) return expect(JSON.stringify(outcome).length, about).toBeLessThan(LARGEST);
  expect(error, about).toEqual({
    code: expect.stringMatching(/^[A-Z_]{5,}$/),
    cause: expect.stringMatching(/\S/),
    remedy: expect.stringMatching(/\S/),
  });
  const { code, cause } = error as { code: string; cause: string };
  expect(code, `${about}: ${cause}`).not.toBe('UNEXPECTED');
  expect(cause.length, about).toBeLessThan(LONGEST_CAUSE);
}
