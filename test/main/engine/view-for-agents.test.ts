import { expect, test } from 'vitest';

import { MOST_CHARACTERS, viewFound } from '../../../src-main/engine/view-for-agents.ts';
import { LEASE, resultOf, stageOf } from '../../helpers/fake-answers.ts';

/** So many results, each of one passage of so many characters. */
function found(count: number, characters: number) {
  const [passage] = resultOf(LEASE).passages;
  if (passage === undefined) throw new Error('the lease has no passage');
  const results = Array.from({ length: count }, (_, place) =>
    resultOf(LEASE, {
      path: `/papers/${place}.txt`,
      passages: [{ ...passage, text: 'a'.repeat(characters) }],
    }),
  );
  return { ...stageOf('deep', results), total: count };
}

test('a page for an agent ends where its passages fill the budget, and the next one goes on from there', () => {
  const stage = found(10, MOST_CHARACTERS / 4);
  const first = viewFound(stage, { offset: 0, limit: 10 });
  expect(first.results).toHaveLength(4);
  expect(first.next).toBe(4);
  const second = viewFound(stage, { offset: 4, limit: 10 });
  expect(second.results.map(({ path }) => path)).toEqual([4, 5, 6, 7].map((at) => `/papers/${at}.txt`));
  expect(second.next).toBe(8);
  expect(viewFound(stage, { offset: 8, limit: 10 }).next).toBeNull();
});

test('one result comes however long it is; short ones come as many as were asked for', () => {
  const long = viewFound(found(3, 2 * MOST_CHARACTERS), { offset: 0, limit: 3 });
  expect([long.results.length, long.next]).toEqual([1, 1]);
  const short = viewFound(found(30, 100), { offset: 0, limit: 20 });
  expect([short.results.length, short.next]).toEqual([20, 20]);
});
