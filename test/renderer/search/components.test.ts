import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import ListHead from '../../../src-renderer/search/ListHead.svelte';
import Marked from '../../../src-renderer/ui/Marked.svelte';
import ResultRow from '../../../src-renderer/search/ResultRow.svelte';
import { firstList, refined } from '../../../src-renderer/lib/ranking.ts';
import { deepResults, lightResults } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

function app(): App {
  return new App(clientOf(new ScriptedEngine()));
}

test('marks are elements around text, and the text is never markup', () => {
  const text = 'a <b>notice</b> & more';
  const { container } = render(Marked, { text, marks: [{ start: 5, end: 11 }] });
  expect(container.textContent).toBe(text);
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['notice']);
  expect(container.querySelector('b')).toBeNull();
});

test('a row is named by title, place and date, and described by snippet and reason', () => {
  const [first] = firstList(deepResults()).rows;
  render(ResultRow, { app: app(), row: first });
  const title = screen.getByRole('button', {
    name: 'Tenancy agreement Lindenweg 14.pdf, page 3, § 4 Term and notice, 14 May 2019',
  });
  const described = (title.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '');
  expect(described[0]).toContain('The period of notice');
  expect(described[1]).toContain('notice');
  expect(screen.getByRole('img', { name: 'words 44 of 100, meaning 92 of 100' })).toBeTruthy();
});

test('the head offers the better order while a hand is on the list', () => {
  const page = app();
  page.search.answer = {
    query: 'notice',
    mode: 'close',
    stage: 'close',
    final: true,
    milliseconds: 412,
    firstMilliseconds: 9,
    total: 8,
    strong: 8,
    closely: { done: 64, total: 64 },
    corrections: [],
    notes: [],
  };
  page.search.list = refined(firstList(lightResults()), deepResults(), { frozen: true, selected: null });
  render(ListHead, { app: page });
  expect(screen.getByRole('button', { name: /Better order ready/ })).toBeTruthy();
});

test('a row says that its drive is away', () => {
  const [away] = firstList(deepResults().map((result) => ({ ...result, connected: false }))).rows;
  render(ResultRow, { app: app(), row: away });
  expect(screen.getByText('not reachable now')).toBeTruthy();
  expect(screen.getByRole('button', { name: /, 14 May 2019, not reachable now$/ })).toBeTruthy();
});
