import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import EmptyState from '../../../src-renderer/search/EmptyState.svelte';
import NewsLine from '../../../src-renderer/search/NewsLine.svelte';
import SaveSearchDialog from '../../../src-renderer/search/SaveSearchDialog.svelte';
import HistoryRows from '../../../src-renderer/settings/HistoryRows.svelte';
import { deepResults } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom knows dialogs, but not how to open them.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
afterEach(() => {
  vi.useRealTimers();
});

async function setUp(prepare: (engine: ScriptedEngine) => void = () => undefined) {
  const engine = new ScriptedEngine();
  prepare(engine);
  const app = new App(clientOf(engine));
  await app.kept.start();
  await settled();
  return { engine, app };
}

const settled = () => vi.advanceTimersByTimeAsync(300);

test('saved searches stand with their count and what is new, and follow the engine', async () => {
  const { engine, app } = await setUp(({ searches }) => {
    searches.add('Rent', 'notice period', { news: 2 });
    searches.add('PDFs', 'type:pdf', { documents: 1234, about: false });
  });
  render(EmptyState, { app });
  expect(screen.getByRole('button', { name: /^saved: ?Rent ?about 12 ?2 new$/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^saved: ?PDFs ?1,234$/ })).toBeTruthy();
  engine.searches.see(undefined);
  await settled();
  expect(screen.getByRole('button', { name: /^saved: ?Rent ?about 12$/ })).toBeTruthy();
  app.kept.stop();
});

test('opening one asks it, shows what is new, and takes it for seen', async () => {
  const [first] = deepResults();
  const fresh = {
    path: first?.path ?? '',
    file: first?.path ?? '',
    connected: true,
    title: 'The new lease',
    author: null,
    format: 'pdf',
    size: 1,
    modified: 1,
    by: 'words' as const,
    news: true,
    quote: null,
  };
  const { engine, app } = await setUp(({ searches }) => {
    const { id } = searches.add('Rent', 'notice period', { news: 1 });
    searches.fresh.set(id, [fresh]);
  });
  const page = render(EmptyState, { app });
  await fireEvent.click(screen.getByRole('button', { name: /Rent/ }));
  await settled();
  page.unmount();
  expect(engine.asked).toEqual(['notice period']);
  expect(engine.searches.saved).toMatchObject([{ news: 0 }]);
  render(NewsLine, { app });
  await fireEvent.click(screen.getByRole('button', { name: 'The new lease' }));
  expect(app.search.selected).toBe(first?.path);
  app.search.type('something else');
  await settled();
  expect(screen.queryByText(/New since you looked/)).toBeNull();
  app.kept.stop();
});

test('a search gets a name, and one that is taken is refused beside it', async () => {
  const { engine, app } = await setUp(({ searches }) => void searches.add('Rent', 'rent'));
  render(SaveSearchDialog, { kept: app.kept });
  await app.kept.toggle('notice period');
  await settled();
  const name = screen.getByLabelText('Name');
  expect(name).toHaveProperty('value', 'notice period');
  await fireEvent.input(name, { target: { value: 'Rent' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settled();
  expect(screen.getByRole('alert').textContent).toContain('already');
  await fireEvent.input(name, { target: { value: 'Notice' } });
  await fireEvent.click(screen.getByLabelText('Tell me of new matches'));
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settled();
  expect(engine.searches.saved.at(-1)).toMatchObject({ name: 'Notice', query: 'notice period', tell: false });
  expect(app.kept.naming).toBeNull();
  await app.kept.toggle('notice period');
  expect(engine.searches.saved.map((search) => search.name)).toEqual(['Rent']);
  app.kept.stop();
});

test('only a question that stands is remembered, and Enter is enough', async () => {
  const { engine, app } = await setUp();
  for (const text of ['no', 'notice', 'notice period']) {
    app.search.type(text);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(engine.searches.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(engine.searches.asked.map(({ query }) => query)).toEqual(['notice period']);
  app.search.ask('bees');
  await settled();
  expect(engine.searches.asked[0]?.query).toBe('bees');
  await app.search.renew();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(engine.searches.asked).toHaveLength(2);
  app.kept.stop();
});

test('recent questions are asked again, walked by arrows and erased one by one', async () => {
  const { engine, app } = await setUp(({ searches }) => {
    for (const query of ['ivy', 'bees']) searches.ask(query);
  });
  render(EmptyState, { app });
  const bees = screen.getByRole('button', { name: /^recent: ?bees$/ });
  bees.focus();
  await fireEvent.keyDown(bees, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /^recent: ?ivy$/ }));
  await fireEvent.click(screen.getByRole('button', { name: 'Erase bees from the history' }));
  await settled();
  expect(engine.searches.asked.map(({ query }) => query)).toEqual(['ivy']);
  expect(screen.queryByText('bees')).toBeNull();
  app.kept.stop();
});

test('the history is switched off, erased and brought back in Settings', async () => {
  const { engine, app } = await setUp(({ searches }) => void searches.ask('bees'));
  render(HistoryRows, { kept: app.kept });
  await settled();
  await fireEvent.click(screen.getByRole('switch', { name: 'Keep what you ask' }));
  await settled();
  expect([engine.settings.history, app.kept.historyOn]).toEqual([false, false]);
  app.search.ask('secret');
  await settled();
  expect(engine.searches.asked.map(({ query }) => query)).toEqual(['bees']);
  await fireEvent.click(screen.getByRole('button', { name: 'Erase' }));
  await settled();
  expect(engine.searches.asked).toEqual([]);
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await settled();
  expect(engine.searches.asked.map(({ query }) => query)).toEqual(['bees']);
  app.kept.stop();
});

test('saving a search and removing one are taken back from their messages', async () => {
  const { engine, app } = await setUp();
  const undo = () => app.toasts.act(app.toasts.items.at(-1) ?? { id: 0, text: 'no message' });
  await app.kept.save('Rent', 'notice period', true);
  undo();
  await settled();
  expect([engine.searches.saved, app.toasts.items.at(-1)?.text]).toEqual([[], 'Rent is not saved.']);
  await app.kept.save('Rent', 'notice period', true);
  await app.kept.toggle('notice period');
  expect(app.toasts.items.map(({ text }) => text)).toEqual([
    'Rent is not saved.',
    'Rent is no longer saved.',
  ]);
  undo();
  await settled();
  expect(engine.searches.saved).toMatchObject([{ name: 'Rent', query: 'notice period' }]);
  expect(app.toasts.items.at(-1)?.text).toBe('Rent is saved again.');
  app.kept.stop();
});

test('one question that is erased can be brought back', async () => {
  const { engine, app } = await setUp(({ searches }) => void searches.ask('bees'));
  await app.kept.erase('bees');
  expect(engine.searches.asked).toEqual([]);
  app.toasts.act(app.toasts.items.at(-1) ?? { id: 0, text: 'no message' });
  await settled();
  expect(engine.searches.asked).toMatchObject([{ query: 'bees' }]);
  app.kept.stop();
});
