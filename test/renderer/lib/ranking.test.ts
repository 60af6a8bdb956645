import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { SearchResult } from '../../../src-renderer/api/types.ts';
import {
  calmed,
  documentCount,
  firstList,
  refined,
  sameTop,
  withBetterOrder,
  withoutFormer,
  type List,
} from '../../../src-renderer/lib/ranking.ts';

function result(path: string, score = 0): SearchResult {
  return {
    path,
    file: path,
    connected: true,
    name: path,
    title: path,
    format: 'txt',
    size: 1,
    modified: 0,
    score,
    passages: [],
    recognised: false,
    weak: false,
    labels: [],
    alsoAt: [],
    reasons: [],
  };
}
const results = (paths: string, score = 0): SearchResult[] => [...paths].map((path) => result(path, score));
const order = (list: List): string => list.rows.map((row) => row.result.path).join('');
const FREE = { frozen: false, selected: null };
const HELD = { frozen: true, selected: null };

describe('a hand on the list', () => {
  test('freezes the order, while what is known of each document is updated', () => {
    const list = refined(firstList(results('abcd')), results('dabc', 1), HELD);
    expect(order(list)).toBe('abcd');
    expect(list.rows.every((row) => row.result.score === 1)).toBe(true);
    expect(list.better).not.toBeNull();
    expect(order(withBetterOrder(list, { selected: null }))).toBe('dabc');
  });

  test('has nothing to wait for where the order is the same', () => {
    expect(refined(firstList(results('abc')), results('abc', 1), HELD).better).toBeNull();
  });

  test('a document that fell out stays where it is until the better order is taken', () => {
    const list = refined(firstList(results('abc')), results('cx'), HELD);
    expect(order(list)).toBe('abc');
    expect(order(withBetterOrder(list, { selected: null }))).toBe('cx');
  });

  test('lets what a longer list holds follow behind: nothing of it moves', () => {
    const list = refined(firstList(results('ab')), results('xbacy'), HELD);
    expect(order(list)).toBe('abxcy');
    expect(order(withBetterOrder(list, { selected: null }))).toBe('xbacy');
  });

  test('gone by the next stage: that stage is shown at once', () => {
    const list = refined(refined(firstList(results('abc')), results('cab'), HELD), results('bca'), FREE);
    expect(order(list)).toBe('bca');
    expect(list.better).toBeNull();
  });
});

describe('nobody at the list', () => {
  test('what rose by three or more is told, and only for a while', () => {
    const list = refined(firstList(results('abcde')), results('edabc'), FREE);
    expect(list.rows.map((row) => row.rose)).toEqual([4, 0, 0, 0, 0]);
    expect(calmed(list).rows[0]?.rose).toBe(0);
  });

  test('a sign stays through a stage that leaves it where it is, and goes when it falls', () => {
    const risen = refined(firstList(results('abcd')), results('dabc'), FREE);
    expect(refined(risen, results('dabc'), FREE).rows[0]?.rose).toBe(3);
    expect(refined(risen, results('adbc'), FREE).rows.every((row) => row.rose === 0)).toBe(true);
  });

  test('a selected document that fell out stays, marked, until the selection moves', () => {
    const list = refined(firstList(results('abc')), results('xy'), { frozen: false, selected: 'b' });
    expect(order(list)).toBe('xby');
    expect(list.rows[1]?.former).toBe(true);
    expect(documentCount(list.rows)).toBe(2);
    expect(order(withoutFormer(list, { selected: 'b' }))).toBe('xby');
    expect(order(withoutFormer(list, { selected: 'x' }))).toBe('xy');
  });
});

test('only a change among the first three is worth saying', () => {
  const before = firstList(results('abcde'));
  expect(sameTop(before, refined(before, results('abced'), FREE))).toBe(true);
  expect(sameTop(before, refined(before, results('bacde'), FREE))).toBe(false);
});

test('whatever comes: no document twice, none lost that is among the best or selected', () => {
  const paths = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  const stage = fc.record({
    paths,
    frozen: fc.boolean(),
    selected: fc.option(fc.constantFrom(...'abcdefgh'), { nil: null }),
  });
  fc.assert(
    fc.property(paths, fc.array(stage), (first, stages) => {
      let list = firstList(results(first.join('')));
      for (const { paths: next, frozen, selected } of stages) {
        const had = list.rows.some((row) => row.result.path === selected);
        list = refined(list, results(next.join('')), { frozen, selected });
        const shown = list.rows.map((row) => row.result.path);
        expect(new Set(shown).size).toBe(shown.length);
        expect(frozen || shown.filter((path) => next.includes(path)).join() === next.join()).toBe(true);
        expect(!had || shown.some((path) => path === selected)).toBe(true);
      }
    }),
  );
});
