import { expect, it } from 'vitest';

import { faultLines, pointedAt } from '../../../src-main/cli/query-faults.ts';

const space = { width: 60, dim: (text: string) => text };
const note = (start: number, end: number, text: string) => ({
  code: 'QUERY_UNREAD',
  text,
  place: { start, end },
});

it('marks the part of the query that a note speaks of', () => {
  expect(faultLines([note(5, 12, 'This is no date.')], 'date:2023-13 bees', space)).toEqual([
    'date:2023-13 bees',
    '     ^^^^^^^',
    'This is no date.',
  ]);
});

it('shows the query once for several parts, and passes notes on the whole answer over', () => {
  const waiting = { code: 'FILES_WAITING', text: '3 files not read yet' };
  expect(faultLines([note(0, 2, 'One.'), note(3, 5, 'Two.'), waiting], 'a* b*', space)).toEqual([
    'a* b*',
    '^^',
    'One.',
    '   ^^',
    'Two.',
  ]);
});

it('counts cells of wide letters, and one for what cannot be shown', () => {
  expect(pointedAt('東京 date:x', { start: 8, end: 9 }, 60)).toEqual({
    line: '東京 date:x',
    carets: '          ^',
  });
  expect(pointedAt('a\tdate:x', { start: 7, end: 8 }, 60)).toEqual({ line: 'a date:x', carets: '       ^' });
});

it('shortens a long query around the part', () => {
  const query = `${'word '.repeat(30)}date:someday ${'more '.repeat(30)}`;
  const { line, carets } = pointedAt(query, { start: 155, end: 162 }, 60);
  expect(line.length).toBeLessThanOrEqual(60);
  expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('someday');
});
