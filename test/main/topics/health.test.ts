import { expect, test } from 'vitest';

import { standings } from '../../../src-main/topics/health.ts';

const label = (lane: number, more: object = {}) => ({
  vector: Float32Array.from({ length: 3 }, (_, index) => Number(index === lane)),
  isDefined: true,
  isEverywhere: false,
  isUnspoken: false,
  isVague: false,
  drifted: false,
  members: [lane * 10, lane * 10 + 1, lane * 10 + 2],
  ...more,
});

test('a label of one word and no example is not called clear, whatever it gathers', () => {
  const kinds = standings([label(0), label(1, { isVague: true })]).map(({ kind }) => kind);
  expect(kinds).toEqual(['clear', 'vague']);
});

test('a label of words that are everywhere is told so, whatever it gathers and where it drifted', () => {
  const kinds = standings([
    label(0, { isEverywhere: true, isVague: true }),
    label(1, { isEverywhere: true, drifted: true }),
    label(2, { isEverywhere: true, isDefined: false }),
  ]).map(({ kind }) => kind);
  expect(kinds).toEqual(['everywhere', 'everywhere', 'empty']);
});

test('a label of words that no document holds is not called clear, and is thin where nothing is near', () => {
  const kinds = standings([label(0, { isUnspoken: true }), label(1, { isUnspoken: true, members: [] })]);
  expect(kinds.map(({ kind }) => kind)).toEqual(['unspoken', 'thin']);
});

test('a label that means nearly what words that are everywhere do is no twin of theirs', () => {
  const kinds = standings([label(0), { ...label(0), isEverywhere: true }]).map(({ kind }) => kind);
  expect(kinds).toEqual(['overlaps', 'everywhere']);
});

test('what is wrong with it goes before that it is vague', () => {
  const kinds = standings([
    label(0, { isVague: true, members: [1] }),
    label(1, { isVague: true, drifted: true }),
    label(2, { isVague: true, isDefined: false }),
  ]).map(({ kind }) => kind);
  expect(kinds).toEqual(['thin', 'drifted', 'empty']);
});
