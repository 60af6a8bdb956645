import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { wordsOf } from '../../../src-main/similar/alignment.ts';
import { RunIndex } from '../../../src-main/similar/shared-runs.ts';

const SENTENCE = 'the tenancy may be ended by either side with three months notice given in writing';

it('tells where a run stands in both texts', () => {
  const [left, right] = [
    wordsOf(`Moving house. ${SENTENCE}, says the lease.`),
    wordsOf(`Dear Ada, ${SENTENCE} — so do it.`),
  ];
  const [run, ...more] = new RunIndex(left, 12).sharedWith(right);
  expect(run).toEqual({ left: 2, right: 2, words: 15 });
  expect(more).toEqual([]);
});

it('passes over rows of one sign', () => {
  const zeros = wordsOf('0 '.repeat(500));
  expect(new RunIndex(zeros, 12).sharedWith(zeros)).toEqual([]);
});

it('finds a run wherever one of that length is, and only there', () => {
  const text = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 40 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const runs = new RunIndex(wordsOf(left), 7).sharedWith(wordsOf(right));
      const [lefts, rights] = [left.split(' '), right.split(' ')];
      for (const { left: at, right: other, words } of runs)
        expect(lefts.slice(at, at + words)).toEqual(rights.slice(other, other + words));
      const telling = rights
        .slice(6)
        .map((_, at) => rights.slice(at, at + 7))
        .filter((run) => new Set(run).size >= 6 && left.includes(run.join(' ')));
      expect(runs.length > 0).toBe(telling.length > 0);
    }),
  );
});
