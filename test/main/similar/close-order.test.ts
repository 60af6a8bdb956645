import { expect, test } from 'vitest';

import { inCloseOrder } from '../../../src-main/similar/close-order.ts';

const passage = (id: number, light: number, deep: number | null) => ({
  passage: id,
  here: null,
  light,
  deep,
});

test('what was read stands by heavy vector and light meaning alike', () => {
  const order = inCloseOrder([passage(1, 0.9, 0.2), passage(2, 0.5, 0.7), passage(3, 0.6, 0.7)]);
  expect(order.map((one) => one.passage)).toEqual([3, 2, 1]);
});

test('what was not read is moved as reading moved the others in the mean', () => {
  // both that were read fell by 0.3: one unread at 0.8 counts as if read at 0.5
  const order = inCloseOrder([passage(1, 0.9, 0.6), passage(2, 0.8, null), passage(3, 0.7, 0.4)]);
  expect(order.map((one) => one.passage)).toEqual([1, 2, 3]);
});

test('nothing read leaves the order of light meaning', () => {
  const order = inCloseOrder([passage(1, 0.5, null), passage(2, 0.9, null)]);
  expect(order.map((one) => one.passage)).toEqual([2, 1]);
  expect(inCloseOrder([])).toEqual([]);
});
