import { expect, it } from 'vitest';

import type { DistinctiveWord } from '../../../src-main/topics/distinctive-words.ts';
import { nameGroups } from '../../../src-main/topics/name-groups.ts';

function word(text: string, weight: number): DistinctiveWord {
  return { terms: text.split(' '), word: text, weight };
}

it('no word names two groups: the one it is worth most to has it', () => {
  const names = nameGroups(
    [
      [word('python', 3), word('wheel', 2)],
      [word('python', 2), word('snake', 1.5)],
    ],
    3,
  );
  expect(names).toEqual([['wheel', 'python'], ['snake']]);
});

it('what several groups share comes after what is one group’s own', () => {
  const names = nameGroups(
    [
      [word('file', 3), word('rebase', 2)],
      [word('file', 2.9), word('pod', 1)],
    ],
    2,
  );
  expect(names).toEqual([['rebase', 'file'], ['pod']]);
});

it('two words together are taken as both', () => {
  const names = nameGroups([[word('olive oil', 3)], [word('oil', 2), word('engine', 1)]], 2);
  expect(names).toEqual([['olive oil'], ['engine']]);
});

it('of words worth the same to two groups the first has them, and a group without any of its own has none', () => {
  expect(nameGroups([[word('same', 1)], [word('same', 1)]], 3)).toEqual([['same'], []]);
  expect(nameGroups([], 3)).toEqual([]);
});
