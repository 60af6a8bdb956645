import { expect, it } from 'vitest';

import { sayingWords } from '../../../src-main/topics/saying-words.ts';

const knowledge = { holding: () => 5, unreadable: () => 0 };

function said(words: readonly string[]): readonly string[] {
  return sayingWords({ words, heavy: null }, knowledge).words;
}

it('words that only hold sentences together lead nowhere', () => {
  expect(said(['a'])).toEqual([]);
  expect(said(['the', 'of the', 'honey'])).toEqual(['honey']);
  expect(said(['the bees', 'IT', 'WHO', 'x'])).toEqual(['the bees', 'IT', 'WHO', 'x']);
});

it('letters that are no word lead nowhere unless documents hold them', () => {
  const words = ['qzx', 'bees'];
  const unreadable = (word: string): number => Number(word === 'qzx');
  expect(sayingWords({ words, heavy: null }, { holding: () => 0, unreadable }).words).toEqual(['bees']);
  expect(sayingWords({ words, heavy: null }, { holding: () => 1, unreadable }).words).toEqual(words);
});
