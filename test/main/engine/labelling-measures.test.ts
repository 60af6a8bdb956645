import { expect, it } from 'vitest';

import { measureLabelling } from '../../../src-main/engine/labelling-measures.ts';

const scores = [
  [0.9, 0.8, 0.1, 0.2],
  [0.1, 0.3, 0.7, 0.6],
].map((each) => Float32Array.from(each));

it('areas under the curve are a mean of those that can be measured', () => {
  const whole = measureLabelling({ names: ['Bread', 'Whales'], truth: [0, 0, 1, 0], scores });
  expect(whole.labels.map(({ auc }) => auc)).toEqual([1, 1]);
  const named = { names: ['Bread', 'Whales'], scores };
  const without = measureLabelling({ ...named, truth: [0, 0, -1, -1] });
  expect(without.labels.map(({ auc }) => auc)).toEqual([1, null]);
  expect(without.auc).toBe(1);
  expect(measureLabelling({ ...named, truth: [0, 0, 0, 0] })).toMatchObject({
    auc: null,
    labels: [{ auc: null }, { auc: null }],
  });
});
