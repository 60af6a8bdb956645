import { expect, test } from 'vitest';

import { arranged, type Arranging, type Item } from '../../../src-renderer/lib/arrange.ts';
import { extended, firstList, refined } from '../../../src-renderer/lib/ranking.ts';
import { Picks } from '../../../src-renderer/search/picks.svelte.ts';
import { deepResults, lightResults } from '../../helpers/fake-answers.ts';

const NOW = Date.parse('2024-05-01T12:00:00');
const { rows } = firstList(deepResults());
const told = (items: readonly Item[]): string[] =>
  items.map((item) => (item.kind === 'group' ? `# ${item.title} ${item.documents}` : item.row.result.name));

function arrangedBy(more: Partial<Arranging>): string[] {
  return told(
    arranged(rows, { order: 'best', grouping: 'none', roots: ['/home/ada/Documents'], now: NOW, ...more }),
  );
}

test('as it ranks, newest first, by name', () => {
  const best = deepResults();
  expect(arrangedBy({})).toEqual(best.map(({ name }) => name));
  const newest = best.toSorted((a, b) => b.modified - a.modified).map(({ name }) => name);
  expect(arrangedBy({ order: 'newest' })).toEqual(newest);
  expect(new Set(arrangedBy({ order: 'name' }))).toEqual(new Set(newest));
});

test.each(['folder', 'type', 'date', 'label'] as const)(
  'every document stands once under heads by %s',
  (grouping) => {
    const items = arranged(rows, { order: 'best', grouping, roots: [], now: NOW });
    const places = items.flatMap((item) => (item.kind === 'row' ? [item.place] : []));
    expect(places).toEqual(rows.map((_, index) => index + 1));
    expect(items[0]?.kind).toBe('group');
    const counted = items.reduce((sum, item) => sum + (item.kind === 'group' ? item.documents : 0), 0);
    expect(counted).toBe(rows.length);
  },
);

test('more of an answer follows what stands there', () => {
  const few = firstList(deepResults().slice(1, 3));
  const paths = extended(few, deepResults()).rows.map(({ result }) => result.path);
  const [first, ...others] = deepResults().map(({ path }) => path);
  expect(paths).toEqual([...others.slice(0, 2), first, ...others.slice(2)]);
});

test('what is chosen stays in a list that no longer holds it', () => {
  const gone = lightResults().find(
    ({ path }) =>
      !deepResults()
        .slice(0, 2)
        .some((other) => other.path === path),
  );
  const picked = new Set([gone?.path ?? '']);
  const list = refined(firstList(lightResults()), deepResults().slice(0, 2), {
    frozen: false,
    selected: null,
    picked,
  });
  expect(list.rows.filter(({ former }) => former).map(({ result }) => result.path)).toEqual([...picked]);
});

test('a range reaches from where the choice began, and shrinks again', () => {
  const picks = new Picks();
  const all = ['a', 'b', 'c', 'd'];
  picks.toggle('b');
  picks.extend(all, null, 'd');
  expect([...picks.paths]).toEqual(['b', 'c', 'd']);
  picks.extend(all, null, 'a');
  expect([...picks.paths]).toEqual(['a', 'b']);
  picks.keep(['b']);
  expect([...picks.paths]).toEqual(['b']);
  picks.all(all);
  expect(picks.size).toBe(4);
  picks.clear();
  expect(picks.size).toBe(0);
});
