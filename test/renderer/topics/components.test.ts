import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import { KEYS } from '../../../src-renderer/lib/key-sheet.ts';
import ResultRow from '../../../src-renderer/search/ResultRow.svelte';
import { onKey } from '../../../src-renderer/shell-keys.ts';
import TopicsPage from '../../../src-renderer/topics/TopicsPage.svelte';
import { firstList } from '../../../src-renderer/lib/ranking.ts';
import { deepResults } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  // jsdom lays nothing out, and moves nothing.
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  Element.prototype.scrollIntoView = () => {};
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  return () => vi.unstubAllGlobals();
});

async function open(prepare: (engine: ScriptedEngine) => void) {
  const engine = new ScriptedEngine();
  engine.addFolder('/home/ada/Documents');
  prepare(engine);
  const app = new App(clientOf(engine));
  app.page = 'topics';
  await app.library.refresh();
  const { container } = render(TopicsPage, { app });
  await vi.waitFor(() => expect(app.topics.overview ?? app.topics.failure).not.toBeNull());
  await vi.waitFor(() => expect(app.topics.ranked.loading).toBe(false));
  return { engine, app, container };
}

function tenancy(engine: ScriptedEngine): void {
  const { id } = engine.topics.add('Tenancy', ['notice', 'flat']);
  engine.topics.add('Moving out', ['van'], { parent: id });
}

test('labels are options with count and parent; those without one come last', async () => {
  await open(tenancy);
  const options = screen
    .getAllByRole('option')
    .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
  expect(options).toEqual([
    expect.stringMatching(/^Tenancy, \d+ documents$/),
    expect.stringMatching(/^Moving out, under Tenancy, 0 documents$/),
    expect.stringMatching(/^No label, \d documents$/),
  ]);
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Tenancy');
});

test('a document without text is listed first, by the person’s word and above the line', async () => {
  const { app, container } = await open((engine) => {
    tenancy(engine);
    const { show } = engine.topics;
    engine.topics.show = (request) => {
      const shown = show.call(engine.topics, request);
      const [first] = shown.documents;
      if (first === undefined) return shown;
      const photo = {
        ...first,
        path: '/home/ada/Documents/photo.png',
        name: 'photo.png',
        title: 'photo.png',
      };
      const uncompared = { ...photo, score: 0, compared: false, verdict: 'belongs' as const, evidence: null };
      const label = { ...shown.label };
      label.examples = [
        { path: photo.path, name: photo.name, verdict: 'belongs', present: true, compared: false },
      ];
      return { ...shown, label, documents: [uncompared, ...shown.documents] };
    };
  });
  await screen.findByText('no text to compare: it is here by your word');
  expect(screen.getByRole('button', { name: /photo.*no text to compare/ })).toBeTruthy();
  const rows = [...container.querySelectorAll('[data-ranked] > li')];
  const at = rows.findIndex((row) => row.classList.contains('cut'));
  expect(at).toBe(1 + app.topics.ranked.documents.filter(({ score }) => score >= 0.5).length);
});

test('the list shows the line, each document is named with nearness, place and judgement', async () => {
  const { app, container } = await open(tenancy);
  await screen.findByText('Below 0.50 the label is not given');
  const rows = [...container.querySelectorAll('[data-ranked] > li')];
  const at = rows.findIndex((row) => row.classList.contains('cut'));
  const scores = app.topics.ranked.documents.map(({ score }) => score);
  expect(scores.filter((score) => score >= 0.5)).toHaveLength(at);
  const [first] = screen.getAllByRole('button', { name: /nearness 0\.\d\d/ });
  expect(first?.getAttribute('tabindex')).toBe('0');
  const row = first?.closest('li') ?? document.body;
  expect(row.getAttribute('aria-posinset')).toBe('1');
  await fireEvent.click(within(row).getByRole('button', { name: / does not belong$/ }));
  expect(within(row).getByRole('button', { name: /, does not belong$/ })).toBeTruthy();
  expect(row.classList.contains('out')).toBe(true);
});

test('a title unfolds its whole passage', async () => {
  const { app } = await open(tenancy);
  const [title] = await screen.findAllByRole('button', { name: /nearness/ });
  expect(title?.getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(title ?? document.body);
  expect(app.topics.ranked.unfolded.size).toBe(1);
  expect(title?.getAttribute('aria-expanded')).toBe('true');
});

test('the threshold counts from the histogram while it moves', async () => {
  const { app } = await open(tenancy);
  const slider = screen.getByRole('slider', { name: 'Threshold' });
  await fireEvent.input(slider, { target: { value: '0' } });
  const { total } = app.topics.ranked;
  expect(slider.getAttribute('aria-valuetext')).toBe(`0.00, about ${total} documents carry this label`);
  expect(screen.queryByText(/the label is not given/)).toBeNull();
});

test('no label yet: what to do, and groups to start from', async () => {
  const { engine } = await open(({ topics }) => {
    topics.suggestions = [
      { words: ['notice', 'flat'], documents: 4, examples: ['/a/Lease.pdf'] },
      // Another group that the same words would name.
      { words: ['flat', 'notice'], documents: 3, examples: [] },
    ];
  });
  screen.getByRole('heading', { name: 'Name a topic, give two or three words.' });
  await fireEvent.click(await screen.findByRole('button', { name: /^Notice, flat/ }));
  await vi.waitFor(() => expect(engine.topics.labels.map(({ name }) => name)).toEqual(['Notice, flat']));
});

test.each([
  ['too few documents', { rank: null }, /^8 documents: too few to tell topics apart/],
  ['not deepened', { deep: 0 }, 'Ranked by light meaning; gets better by itself.'],
  ['deepened in part', { deep: 3 }, /^5 of 8 documents are ranked by light meaning/],
] as const)('%s is said above the list', async (_, state, text) => {
  await open((engine) => {
    tenancy(engine);
    Object.assign(engine.topics, state);
  });
  expect(await screen.findByText(text)).toBeTruthy();
});

test('no document near', async () => {
  await open((engine) => {
    tenancy(engine);
    engine.documents = [];
  });
  expect(await screen.findByRole('heading', { name: 'No document is near.' })).toBeTruthy();
});

test('health is told where something can be done about it', async () => {
  await open(({ topics }) => topics.add('Bread', ['flour']));
  expect(await screen.findByText('Hardly any document is near: other words may find more.')).toBeTruthy();
});

test('labels that cannot be asked: what failed, and a second try', async () => {
  const { engine } = await open(({ topics }) => {
    topics.trouble = { code: 'BROKEN', cause: 'The library is damaged.', remedy: 'Repair it.' };
  });
  expect(screen.getByRole('alert').textContent).toContain('The library is damaged. Repair it.');
  engine.topics.trouble = null;
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Topics' })).toBeTruthy();
});

test('a slip is mended by one click', async () => {
  const { engine } = await open(({ topics }) => topics.add('Tenancy', ['noticce', 'flat']));
  await fireEvent.click(await screen.findByRole('button', { name: 'notice' }));
  await vi.waitFor(() => expect(engine.topics.labels[0]?.words).toEqual(['notice', 'flat']));
});

test('what is being written in the dialogue stays while the labels are asked again', async () => {
  const { app } = await open(tenancy);
  app.topics.editing = 'chosen';
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
  expect(name.value).toBe('Tenancy');
  await fireEvent.input(name, { target: { value: 'Lease' } });
  await app.topics.ranked.refresh();
  expect(name.value).toBe('Lease');
  await fireEvent.click(screen.getByRole('radio', { name: 'Red triangle' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(app.topics.label).toMatchObject({ name: 'Lease', colour: 6 }));
});

test('letters are words in a field and commands elsewhere', async () => {
  const { app } = await open(tenancy);
  const press = (target: Element, key: string, more: KeyboardEventInit = {}): boolean => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    target.addEventListener('keydown', (heard) => onKey(app, heard as KeyboardEvent), { once: true });
    return !target.dispatchEvent(event);
  };
  const field = screen.getByRole('textbox', { name: 'Add words' });
  expect([press(field, 'y'), press(field, 'z', { ctrlKey: true }), press(field, 'n')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(press(screen.getByRole('listbox'), 'y')).toBe(false);
  const [title] = screen.getAllByRole('button', { name: /nearness/ });
  expect(press(title ?? field, 'y')).toBe(true);
  expect(press(document.body, 'n', { ctrlKey: true })).toBe(true);
  expect(app.topics.editing).toBe('new');
  expect(KEYS.find(({ where }) => where === 'Topics')?.keys.map(([key]) => key)).toContain('y x');
});

test('a result carries its labels as chips: two, and how many more; a click opens the label', async () => {
  const engine = new ScriptedEngine();
  engine.topics.add('Bread', ['flour']);
  engine.topics.add('Tenancy', ['notice']);
  const app = new App(clientOf(engine));
  const labels = [
    { id: 2, name: 'Tenancy', colour: 1 },
    { id: 1, name: 'Bread', colour: 0 },
    { id: 3, name: 'Garden', colour: 2 },
  ];
  const [row] = firstList(deepResults().map((result) => ({ ...result, labels }))).rows;
  render(ResultRow, { app, row });
  expect(screen.queryByRole('button', { name: 'Label Garden' })).toBeNull();
  expect(screen.getByTitle('Garden').textContent).toMatch(/^\+1/);
  await fireEvent.click(screen.getByRole('button', { name: 'Label Tenancy' }));
  await vi.waitFor(() => expect([app.page, app.topics.chosen]).toEqual(['topics', 2]));
  expect(app.search.selected).toBeNull();
});
