import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { passagesHolding, passageFrequency } from '../../../src-main/storage/postings.ts';
import { prefixUnit, unitsOf } from '../../../src-main/search/query/units.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

test.each([
  ['EIP-1559', ['eip', '1559', 'eip 1559']],
  ['foo_bar', ['foo', 'bar', 'foo bar']],
  ['C++', ['c', 'cplusplu', 'c cplusplu']],
  ['C#', ['c', 'csharp', 'c csharp']],
  ['1.234,00', ['1', '234', '00', '1 234 00']],
  ['東京都', ['東京', '京都', '東京 京都']],
  ['ガラス', ['ガラ', 'ラス', 'ガラ ラス']],
  ['🚀', ['emoji1f680']],
  ['Ёлки', ['елки']],
  ['ΟΔΟΣ', ['οδοσ']],
  ['bees', ['bee']],
  ['+-*/', []],
  ['', []],
])('%s is asked for by its terms and as they stand side by side', (word, expected) => {
  expect(unitsOf([word]).map((unit) => unit.terms.join(' '))).toEqual(expected);
});

test('a word said again is one unit that counts more', () => {
  expect(unitsOf(['Bees', 'bee', 'honey']).map(({ terms, count }) => [terms[0], count])).toEqual([
    ['bee', 2],
    ['honei', 1],
  ]);
});

test.each([
  ['apartme', 'apartment'],
  ['univers', 'universities'],
  ['Ёлк', 'ёлки'],
  ['bee', 'beekeeping'],
])('a half-typed %s finds %s', async (typed, whole) => {
  await using library = await storedLibrary();
  library.add('a', [`the ${whole} stands here`]);
  expect(passagesHolding(library.connection, prefixUnit(typed)?.expression ?? '', 9)).toHaveLength(1);
});

test('every word of a text is found by its own units, whatever it is written in', async () => {
  await using library = await storedLibrary();
  let path = 0;
  const found = property(string({ unit: 'grapheme', maxLength: 8 }), (word) => {
    path += 1;
    library.add(`${path}`, [`before ${word} behind ${path}`]);
    for (const unit of unitsOf([word])) {
      if (UNKNOWN_TO_SQLITE.test(unit.expression)) continue;
      expect(passagesHolding(library.connection, unit.expression, 1), unit.expression).toHaveLength(1);
      for (const term of unit.terms) {
        expect(passageFrequency(library.connection, term), term).toBeGreaterThan(0);
      }
    }
  });
  assert(found, { numRuns: 300 });
});

/** See the tests of tokens. */
const UNKNOWN_TO_SQLITE = /[\u19b0-\u19c9\u1cf2\u1cf3]/u;

test.each(['c', 'É', 'ж', '7'])('a lone %s begins too many words to look for', (typed) => {
  expect(prefixUnit(typed)).toBeUndefined();
});

test('a lone sign of a script without blanks is a word that may go on', () => {
  expect(prefixUnit('東')?.beginning).toBe('東');
});
