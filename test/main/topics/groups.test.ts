import { expect, it } from 'vitest';

import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { groupsOf } from '../../../src-main/topics/groups.ts';
import { axis, rowsAround } from '../../helpers/random-vectors.ts';

const EACH = 20;
const SUBJECTS = 8;
const space = new DocumentSpace({
  dimensions: 16,
  rows: rowsAround(
    Array.from({ length: SUBJECTS }, (_, place) => axis(16, place)),
    { each: EACH, spread: 0.2 },
  ),
});
const all = Array.from({ length: space.count }, (_, row) => row);

it('are of one subject each, though fewer are asked for than there are', () => {
  const groups = groupsOf(space, all, 3);
  expect(groups).toHaveLength(3);
  for (const { rows } of groups) expect(new Set(rows.map((row) => Math.floor(row / EACH))).size).toBe(1);
});

it('are the same every time, and none holds a document of another', () => {
  const groups = groupsOf(space, all, SUBJECTS);
  expect(groupsOf(space, all, SUBJECTS)).toEqual(groups);
  const rows = groups.flatMap((group) => group.rows);
  expect(new Set(rows).size).toBe(rows.length);
});

it('of too few documents are none', () => {
  expect(groupsOf(space, [1, 2], 3)).toEqual([]);
  expect(groupsOf(space, [], 3)).toEqual([]);
});
