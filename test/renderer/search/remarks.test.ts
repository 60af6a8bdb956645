import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { layOut } from '../../../src-renderer/lib/layout.ts';
import { FACETS } from '../../../src-renderer/lib/facets.ts';
import { faultyParts } from '../../../src-renderer/lib/faults.ts';
import { firstList } from '../../../src-renderer/lib/ranking.ts';
import { facetChoices } from '../../../src-renderer/search/facet-choices.ts';
import NearRow from '../../../src-renderer/search/NearRow.svelte';
import QueryChip from '../../../src-renderer/search/QueryChip.svelte';
import ResultRow from '../../../src-renderer/search/ResultRow.svelte';
import { setUpApp } from '../../helpers/page-app.ts';

test('kinds of files are offered in words, the formats of one under it', async () => {
  const { engine, app } = setUpApp();
  engine.completions = () =>
    [
      ['code', 'source code, 1,012 documents'],
      ['source-code', 'Source code, 1,000 documents'],
      ['pdf', 'PDFs, 12 documents'],
    ].map(([text = '', detail = '']) => ({ start: 5, end: 5, text, detail }));
  const [type] = FACETS;
  if (type === undefined) throw new Error('types can be chosen');
  expect(await facetChoices(app.client, type)).toEqual([
    { value: 'code', text: 'Source code', detail: '1,012', isWithin: false },
    { value: 'source-code', text: 'Source code', detail: '1,000', isWithin: true },
    { value: 'pdf', text: 'PDFs', detail: '12', isWithin: false },
  ]);
});

test('the name of a file stands beside its folder where the title is another one', () => {
  const { app, lease } = setUpApp();
  const [row] = firstList([{ ...lease, name: 'scan-0001.pdf' }]).rows;
  render(ResultRow, { app, row });
  const file = screen.getByText('scan-0001.pdf');
  expect(file.matches('.crumbs .file')).toBe(true);
});

test('how alike a document is stands as a number, too', () => {
  const { app, lease } = setUpApp();
  const [passage] = lease.passages;
  if (passage === undefined) throw new Error('it has a passage');
  const similar = { document: lease, score: 0.82, nearness: 'close' as const, deep: true };
  render(NearRow, { app, similar: { ...similar, here: passage, there: passage }, reached: true });
  expect(screen.getByText('much alike', { exact: false }).textContent).toContain('.82');
});

test('a filter that cannot be read looks and sounds like it, until other words are typed', () => {
  const place = { start: 10, end: 13 };
  const answer = {
    query: 'bees date:foo',
    notes: [{ code: 'QUERY_UNREAD', text: 'This is no date.', place }],
  };
  expect(faultyParts('bees date:foo ', answer)).toEqual(['foo']);
  expect(faultyParts('bees date:2023', answer)).toEqual([]);
  const nothing = (): void => {};
  render(QueryChip, {
    chip: 'date:foo',
    isFaulty: true,
    onedit: nothing,
    onremove: nothing,
    onkeydown: nothing,
  });
  expect(screen.getByRole('button', { name: /date foo, filter that cannot be read/ })).toBeTruthy();
});

test('of a passage that is the whole document its best sentence alone is marked', () => {
  const body = 'A first sentence. The notice is three months. A last one.';
  const text = { path: '/x', name: 'x', title: 'x', format: 'txt', size: 1, modified: 0, recognised: false };
  const answer = { start: 18, end: 45 };
  const passage = { text: body, page: null, heading: null, start: 0, end: body.length, score: 1, marks: [] };
  const found = (sentence: typeof answer | null): string =>
    layOut(
      { ...text, length: body.length, start: 0, text: body, places: [] },
      [{ ...passage, answer: sentence }],
      0,
    )
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'page' ? [] : block.pieces))
      .flatMap((piece) => (piece.found ? [piece.text] : []))
      .join('');
  expect(found(answer)).toBe('The notice is three months.');
  expect(found(null)).toBe('');
});
