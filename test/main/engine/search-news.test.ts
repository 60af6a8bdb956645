import { expect, test } from 'vitest';

import { newsOf } from '../../../src-main/engine/search-news.ts';

const document = (mark: string, place: string, passage: number | null = 1) => ({
  document: 1,
  mark,
  place,
  passage,
});
const known = (mark: string, place: string, news = false) => ({ mark, place, news });
const TOLD = { since: 10, tell: true };

test('only what came later than the search is news', () => {
  const current = [document('old', '/a', 9), document('new', '/b', 10)];
  const { added, news } = newsOf([], current, TOLD);
  expect([...news]).toEqual(['/b']);
  expect(added).toEqual([known('old', '/a'), known('new', '/b', true)]);
});

test('nothing is news before the library came to rest, or where nobody wants to be told', () => {
  const current = [document('new', '/b', 10)];
  expect(newsOf([], current, { since: null, tell: true }).news.size).toBe(0);
  expect(newsOf([], current, { since: 10, tell: false }).news.size).toBe(0);
});

test('a renamed file is none, a changed one that matched before neither, what is read anew neither', () => {
  const before = [known('a', '/a'), known('b', '/b')];
  const current = [document('a', '/moved', 20), document('changed', '/b', 21)];
  const { added, news } = newsOf(before, current, TOLD);
  expect([...news]).toEqual([]);
  expect(added).toEqual([known('a', '/moved'), known('changed', '/b')]);
  expect(newsOf(before, [document('a', '/a', 30)], TOLD)).toEqual({ added: [], news: new Set() });
});

test('news stays news where it is renamed or changed before anybody looked', () => {
  const before = [known('a', '/a', true), known('b', '/b', true)];
  const { news } = newsOf(before, [document('a', '/moved', 20), document('changed', '/b', 21)], TOLD);
  expect([...news]).toEqual(['/moved', '/b']);
});

test('a file nobody could read is news by its name, once', () => {
  const first = newsOf([], [document('size and date', '/a', null)], TOLD);
  expect([...first.news]).toEqual(['/a']);
  const seen = first.added.map((one) => ({ ...one, news: false }));
  expect(newsOf(seen, [document('size and date', '/renamed', null)], TOLD).news.size).toBe(0);
});
