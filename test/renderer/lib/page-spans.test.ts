import { expect, test } from 'vitest';

import { extentOf, marksOf, spansOn } from '../../../src-renderer/lib/page-spans.ts';

const passage = (start: number, page: number, more = {}) => ({
  text: 'give notice',
  page,
  heading: null,
  start,
  end: start + 11,
  marks: [{ start: 5, end: 11 }],
  answer: { start: 0, end: 11 },
  score: 1,
  ...more,
});

test('on a page stand the passage shown, its answer and words above it, and others of that page below', () => {
  const passages = [passage(0, 1), passage(100, 1), passage(200, 2)];
  expect(spansOn(1, passages, 0)).toEqual([
    { kind: 'other', start: 100, end: 111 },
    { kind: 'passage', start: 0, end: 11 },
    { kind: 'answer', start: 0, end: 11 },
    { kind: 'word', start: 5, end: 11 },
  ]);
  // The passage shown may run on to this page; the engine knows whether it does.
  expect(spansOn(2, passages, 0).map(({ kind }) => kind)).toEqual(['other', 'passage', 'answer', 'word']);
  expect(spansOn(3, [], 0)).toEqual([]);
});

test('marks hold only where the passage is shown as it is stored', () => {
  expect(spansOn(1, [passage(0, 1, { end: 40 })], 0)).toEqual([{ kind: 'passage', start: 0, end: 40 }]);
});

test('the bar in the margin is as high as the passage', () => {
  const box = (top: number, bottom: number) => ({ left: 0, right: 1, top, bottom });
  const spans = spansOn(1, [passage(0, 1)], 0);
  const marks = marksOf(spans, [[box(0.3, 0.4), box(0.1, 0.2)], [], [box(0.05, 0.5)]]);
  expect(extentOf(marks)).toEqual({ top: 0.1, bottom: 0.4 });
  expect(extentOf([])).toBeNull();
});
