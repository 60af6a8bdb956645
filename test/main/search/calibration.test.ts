import { expect, test } from 'vitest';

import { calibrationOf, DEEP_CALIBRATION } from '../../../src-main/search/calibration.ts';

test('a model’s bounds are the mean of unrelated texts, and as far below one as those that were fitted', () => {
  // Cosines of the pairs: 0, 0.6 and 0.8.
  const { low, high } = calibrationOf([Int8Array.of(10, 0), Int8Array.of(0, 7), Int8Array.of(60, 80)]);
  expect(low).toBeCloseTo(1.4 / 3, 6);
  const fitted = (1 - DEEP_CALIBRATION.high) / (1 - DEEP_CALIBRATION.low);
  expect((1 - high) / (1 - low)).toBeCloseTo(fitted, 6);
});
