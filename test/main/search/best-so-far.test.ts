import { array, assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';

import { BestSoFar } from '../../../src-main/search/best-so-far.ts';

it('keeps what a sort keeps, of equals the first', () => {
  const holds = property(
    array(integer({ min: -3, max: 3 }), { maxLength: 60 }),
    integer({ min: 0, max: 20 }),
    (similarities, limit) => {
      const best = new BestSoFar(limit);
      similarities.forEach((similarity, passage) => {
        best.meet(passage, similarity);
      });
      const sorted = similarities
        .map((similarity, passage) => ({ passage, similarity }))
        .toSorted((left, right) => right.similarity - left.similarity || left.passage - right.passage);
      expect(best.hits()).toEqual(sorted.slice(0, limit));
    },
  );
  assert(holds, { numRuns: 500 });
});
