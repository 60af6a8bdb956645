import { expect, it } from 'vitest';

import { sampleRows } from '../../../../src-main/topics/map/sample.ts';

const contents = Uint32Array.from({ length: 5_000 }, (_, row) => 3 * row + 1);

it('takes all of few, and the asked number of many, ascending', () => {
  expect(sampleRows(contents.subarray(0, 4), 10)).toEqual([0, 1, 2, 3]);
  const rows = sampleRows(contents, 1_000);
  expect(rows).toHaveLength(1_000);
  expect(rows).toEqual([...rows].sort((left, right) => left - right));
  expect(sampleRows(contents, 1_000)).toEqual(rows);
});

it('spreads over all, and stays nearly the same when contents come', () => {
  const rows = sampleRows(contents, 1_000);
  const half = rows.filter((row) => row < 2_500).length;
  expect(Math.abs(half - 500)).toBeLessThan(80);
  const before = new Set(sampleRows(contents.subarray(0, 4_500), 1_000));
  expect(rows.filter((row) => row < 4_500 && !before.has(row))).toEqual([]);
});
