import { expect, test } from 'vitest';

import { shareOfFirst, shareOfRelevant } from './shares.ts';

const storedOf = (record: string): number => (record === 'half' ? 0.5 : Number(record === 'stored'));

test('of every list the first ten count, of the documents that answer all', () => {
  const others = Array<string>(9).fill('not');
  const answer = { query: 'one', ranked: ['stored', ...others, 'stored'], milliseconds: 1 };
  expect(shareOfFirst([answer], storedOf)).toBe(0.1);
  expect(shareOfFirst([answer, { ...answer, ranked: ['half', 'half'] }], storedOf)).toBeCloseTo(2 / 12, 9);
  const judged = new Map([
    ['one', new Map([['stored', 1]])],
    ['other', new Map(Object.entries({ not: 2, half: 1 }))],
  ]);
  expect(shareOfRelevant(judged, storedOf)).toBe(0.5);
});
