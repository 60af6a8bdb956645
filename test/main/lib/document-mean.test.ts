import { array, assert, integer, pre, property } from 'fast-check';
import { expect, test } from 'vitest';

import { DocumentMean } from '../../../src-main/lib/document-mean.ts';

const DIMENSIONS = 5;

test('a document points where its passages point, the first ones most', () => {
  const vector = array(integer({ min: -127, max: 127 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS });
  const agrees = property(array(vector, { minLength: 1, maxLength: 6 }), (vectors) => {
    const mean = new DocumentMean(DIMENSIONS);
    for (const one of vectors) mean.add(one);
    const sums = Array.from({ length: DIMENSIONS }, (_, column) =>
      vectors.reduce(
        (sum, one, place) => sum + (one[column] ?? 0) / (Math.hypot(...one) || 1) / (1 + place),
        0,
      ),
    );
    const largest = Math.max(...sums.map(Math.abs));
    // Where passages cancel out, single precision decides what is left.
    pre(largest > 1e-3);
    const rounded = mean.rounded();
    expect(Math.max(...rounded.map(Math.abs))).toBe(127);
    rounded.forEach((value, column) => {
      expect(Math.abs(value - ((sums[column] ?? 0) / largest) * 127)).toBeLessThan(0.51);
    });
  });
  assert(agrees);
});

test('a document without a word that is known points nowhere', () => {
  const mean = new DocumentMean(DIMENSIONS);
  mean.add(new Float32Array(DIMENSIONS));
  expect(mean.rounded()).toEqual(new Int8Array(DIMENSIONS));
});
