import { assert, constantFrom, property, string } from 'fast-check';
import { expect, it, test } from 'vitest';

import { cleanCharacters, normaliseText } from '../../../../src-main/files/normalise.ts';
import { parseTyped, placesAsTyped } from '../../../../src-main/search/query/typed-places.ts';

it.each([
  ['date:foo bees', 'foo'],
  ['  \tdate:foo bees', 'foo'],
  ['cafe\u0301 date:foo', 'foo'],
  ['\u200bbees\u00a0date:foo', 'foo'],
  ['bees\r\n\r\n\r\n\r\nsize:huge wax', 'huge'],
  ['e\u0301e\u0301e\u0301 date:fo\u0301o x', 'fo\u0301o'],
])('a fault of %j lies at %j', (typed, faulty) => {
  const [fault] = parseTyped(typed).errors;
  expect(typed.slice(fault?.start, fault?.end)).toBe(faulty);
});

const PIECES = [
  'a',
  'é',
  'e\u0301',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u200b',
  '\u00a0',
  '"',
  '東',
  'ﬁ',
  '🎉',
  '👩\u200d🚀',
];

test('every letter of a cleaned query is found again where it was typed', () => {
  const holds = property(string({ unit: constantFrom(...PIECES), maxLength: 20 }), (typed) => {
    const clean = normaliseText(typed);
    const placeOf = placesAsTyped(typed, clean);
    for (let at = 0; at < clean.length; at += 1) {
      const { start, end } = placeOf({ start: at, end: at + 1 });
      expect(end).toBeGreaterThan(start);
      const met = cleanCharacters(typed.slice(start, end)).replaceAll('\t', ' ');
      expect(met, JSON.stringify(typed)).toContain(clean[at]);
    }
  });
  assert(holds, { numRuns: 3_000 });
});
