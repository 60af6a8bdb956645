import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import { App } from '../../../../src-renderer/app.svelte.ts';
import TopicsPage from '../../../../src-renderer/topics/TopicsPage.svelte';
import { clientOf } from '../../../helpers/page-client.ts';
import { ScriptedEngine } from '../../../helpers/scripted-engine.ts';

beforeEach(() => {
  // jsdom lays nothing out, and draws nothing.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  HTMLCanvasElement.prototype.getContext = () => null;
  Element.prototype.scrollIntoView = () => {};
  return () => vi.unstubAllGlobals();
});

async function open(prepare: (engine: ScriptedEngine) => void = () => {}) {
  const engine = new ScriptedEngine();
  engine.addFolder('/home/ada/Documents');
  engine.topics.add('Tenancy', ['notice', 'flat']);
  prepare(engine);
  const app = new App(clientOf(engine));
  app.page = 'topics';
  app.topics.view = 'map';
  await app.library.refresh();
  render(TopicsPage, { app });
  await vi.waitFor(() => expect(app.topics.map.answer ?? app.topics.map.failure).not.toBeNull());
  return { engine, app };
}

test('the map is described in words, and its labels counted', async () => {
  const { app } = await open();
  const map = await screen.findByRole('application', { name: 'Map of 8 documents' });
  const summary = document.getElementById(map.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
  expect(summary).toContain(`Tenancy ${app.topics.map.labels[0]?.count}, no label`);
  expect(summary).toContain('The ranked list holds the same');
  const entry = screen.getByRole('button', { name: /^Tenancy,\s*\d\s*documents$/ });
  expect(entry.getAttribute('aria-pressed')).toBe('true');
});

test('a point speaks, and its card leads to the list', async () => {
  const { app } = await open();
  const map = await screen.findByRole('application');
  const at = [...app.topics.map.points.label].indexOf(0);
  app.topics.map.point(at);
  await fireEvent.keyDown(map, { key: 'Enter' });
  await fireEvent.click(await screen.findByRole('button', { name: 'Show in the list' }));
  await vi.waitFor(() => expect(app.topics.view).toBe('ranked'));
  const path = app.topics.map.documents.known.get(at + 1)?.path;
  await vi.waitFor(() => expect(app.topics.ranked.selected).toBe(path));
});

test.each([
  ['being made', { computing: { done: 1, total: 4 } }, 'Documents are being laid out.'],
  ['too few', {}, 'Too few documents for a map.'],
] as const)('a map of %s says so', async (_, state, heading) => {
  await open((engine) => {
    engine.documents = [];
    Object.assign(engine.topics, state);
  });
  expect(await screen.findByRole('heading', { name: heading })).toBeTruthy();
});

test('a map without any label shows all documents', async () => {
  await open((engine) => {
    engine.topics.labels = [];
  });
  expect(await screen.findByRole('heading', { name: 'All documents' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^No label,\s*8\s*documents$/ })).toBeTruthy();
});
