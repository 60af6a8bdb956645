import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import FaultLines from '../../../src-renderer/search/FaultLines.svelte';
import NoneState from '../../../src-renderer/search/NoneState.svelte';
import QueryChips from '../../../src-renderer/search/QueryChips.svelte';
import QueryInput from '../../../src-renderer/search/QueryInput.svelte';
import { faultsOf } from '../../../src-renderer/lib/faults.ts';
import { lightResults, stageOf } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(400);

function setUp() {
  const engine = new ScriptedEngine();
  engine.completions = (query) =>
    query.endsWith('type:')
      ? [{ start: query.length, end: query.length, text: 'pdf', detail: '12 documents' }]
      : query.endsWith('ty')
        ? [{ start: query.length - 2, end: query.length, text: 'type:', detail: 'a kind of file' }]
        : [];
  const app = new App(clientOf(engine));
  render(QueryInput, { app, describedby: undefined });
  render(QueryChips, { app });
  return { app, engine, field: screen.getByRole<HTMLInputElement>('combobox') };
}

async function type(field: HTMLInputElement, text: string): Promise<void> {
  await fireEvent.input(field, { target: { value: text } });
  await settled();
}

const options = (): string[] =>
  screen.queryAllByRole('option').map((option) => option.textContent.replaceAll(/\s+/g, ' ').trim());

test('a filter becomes a chip, the query stays one text, and the engine gets it', async () => {
  const { app, engine, field } = setUp();
  await type(field, 'bees type:pdf ');
  expect([field.value, app.search.text]).toEqual(['bees ', 'type:pdf bees']);
  expect(screen.getByRole('button', { name: /^type pdf, filter/ })).toBeTruthy();
  expect(engine.asked).toEqual(['type:pdf bees']);
});

test('Backspace at the start goes to the last chip and removes it; Enter on one edits it', async () => {
  const { app, field } = setUp();
  await type(field, 'type:pdf -draft bees');
  field.focus();
  field.setSelectionRange(0, 0);
  await fireEvent.keyDown(field, { key: 'Backspace' });
  const last = screen.getByRole('button', { name: /^not draft, filter/ });
  expect(document.activeElement).toBe(last);
  await fireEvent.keyDown(last, { key: 'Backspace' });
  await settled();
  expect(app.search.text).toBe('type:pdf bees');
  await fireEvent.click(screen.getByRole('button', { name: /^type pdf, filter/ }));
  expect(app.query).toMatchObject({ words: 'bees type:pdf', chips: [] });
});

test('suggestions: a filter, then its values; Enter takes none unless the arrows reached one', async () => {
  const { app, engine, field } = setUp();
  await type(field, 'ty');
  expect(options()).toEqual(['type: a kind of file , filter']);
  await fireEvent.keyDown(field, { key: 'Enter' });
  await settled();
  expect([engine.asked.at(-1), options()]).toEqual(['ty', []]);
  await type(field, 'bees ty');
  await fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
  await fireEvent.keyDown(field, { key: 'Enter' });
  await settled();
  expect([field.value, options()]).toEqual(['bees type:', ['pdf 12 documents , filter']]);
  await fireEvent.keyDown(field, { key: 'ArrowDown' });
  await fireEvent.keyDown(field, { key: 'Enter' });
  await settled();
  expect(app.query).toMatchObject({ words: 'bees ', chips: ['type:pdf'] });
});

test('Escape closes the suggestions and leaves the words', async () => {
  const { app, field } = setUp();
  await type(field, 'ty');
  await fireEvent.keyDown(field, { key: 'Escape' });
  expect([options(), app.search.text]).toEqual([[], 'ty']);
});

test('searches of before are proposed where they begin like what is typed', async () => {
  const { app, engine, field } = setUp();
  app.kept.asked = [{ query: 'notice period', at: 1 }];
  await type(field, 'noti');
  expect(options()).toEqual(['notice period , recent search']);
  await fireEvent.keyDown(field, { key: 'ArrowDown' });
  await fireEvent.keyDown(field, { key: 'Enter' });
  await settled();
  expect(engine.asked.at(-1)).toBe('notice period');
});

test('a facet writes its chip, a second value beside it, and takes it back', () => {
  const { app } = setUp();
  const facet = { name: 'type', title: 'Type', several: true } as const;
  app.search.type('bees');
  app.query.toggle(facet, 'pdf');
  expect(app.search.text).toBe('type:pdf bees');
  app.query.toggle(facet, 'mail');
  expect(app.search.text).toBe('type:pdf,mail bees');
  app.query.toggle(facet, 'pdf');
  app.query.toggle(facet, 'mail');
  expect(app.search.text).toBe('bees');
  const date = { name: 'date', title: 'Date', several: false } as const;
  app.query.toggle(date, 'last-month');
  app.query.toggle(date, '2023');
  expect(app.search.text).toBe('date:2023 bees');
});

test('what could not be read is underlined where it stands', () => {
  const notes = [
    { code: 'QUERY_UNREAD', text: 'This is no date.', place: { start: 10, end: 13 } },
    { code: 'FILES_WAITING', text: '3 files not read yet' },
  ];
  const { container } = render(FaultLines, { faults: faultsOf('bees date:foo', notes), id: 'faults' });
  expect(container.querySelector('u')?.textContent).toBe('foo');
  expect(container.textContent).toContain('This is no date.');
  expect(container.textContent).not.toContain('3 files');
});

test('nothing found: the filter that empties it is named, with what there is without it', async () => {
  const { app, engine } = setUp();
  engine.script = async function* (query) {
    yield stageOf('light', query.includes('date:') ? [] : lightResults(), { final: true });
  };
  app.search.ask('bees type:pdf date:1999');
  await settled();
  render(NoneState, { app });
  expect(screen.getByRole('heading', { name: 'Nothing with date:1999 speaks of this.' })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: /^Without date 1999/ }));
  await settled();
  expect(engine.asked.at(-1)).toBe('type:pdf bees');
});
