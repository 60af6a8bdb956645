import { expect, test } from 'vitest';

import { tableOf } from './table.ts';

test('a table says how far every figure is from the first', () => {
  const rows = [
    { name: 'everything', figures: [0.5, 1] },
    { name: 'less', figures: [0.4, 1.25] },
  ];
  expect(tableOf(['set', 'mean'], rows).split('\n')).toEqual([
    '                       set            mean',
    'everything  0.5000 +0.0000  1.0000 +0.0000',
    'less        0.4000 −0.1000  1.2500 +0.2500',
  ]);
});
