import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import { COMMANDS, commandOf, keySheet } from '../../../src-renderer/commands.ts';
import { dress } from '../../../src-renderer/lib/dress.ts';
import ModelRows from '../../../src-renderer/settings/ModelRows.svelte';
import ModelRow from '../../../src-renderer/settings/ModelRow.svelte';
import PrivacyRows from '../../../src-renderer/settings/PrivacyRows.svelte';
import { onKey } from '../../../src-renderer/shell-keys.ts';
import { HOME } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { MODELS } from '../../helpers/scripted-data.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

afterEach(() => vi.restoreAllMocks());

async function opened(engine = new ScriptedEngine()) {
  engine.addFolder(HOME);
  const app = new App(clientOf(engine));
  await app.library.refresh();
  await app.settings.load();
  return { engine, app };
}

test('connections are what the engine counted', async () => {
  const { app, engine } = await opened();
  const { unmount } = render(PrivacyRows, { app });
  expect(await screen.findByText('none')).toBeTruthy();
  unmount();
  engine.keeping.connections = 3;
  render(PrivacyRows, { app });
  expect(await screen.findByText('3')).toBeTruthy();
  expect(screen.queryByText('none')).toBeNull();
});

test('only an imported model that is not in use can be removed', () => {
  const [own] = MODELS;
  if (own === undefined) throw new Error('no model');
  const onremove = vi.fn<() => void>();
  const props = { onuse: () => {}, onremove };
  const { rerender } = render(ModelRow, { model: { ...own, inUse: false }, ...props });
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
  void rerender({ model: { ...own, source: 'imported', inUse: true }, ...props });
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
});

test('models say their languages, and a change how far it is; the one that still answers is not removed', async () => {
  const { app, engine } = await opened();
  const [own, light] = MODELS;
  if (own === undefined || light === undefined) throw new Error('no model');
  const imported = { ...own, name: 'mine', source: 'imported', languages: ['de', 'fr'], inUse: true };
  const change = { from: 'minilm-l6-v2', to: 'mine', done: 30, total: 120 };
  engine.models = { ...engine.models, models: [{ ...own, inUse: false }, imported, light], change };
  await app.settings.loadModels();
  render(ModelRows, { app });
  expect(screen.getByText(/German and French/)).toBeTruthy();
  const bar = screen.getByRole('progressbar', { name: 'mine takes the place of minilm-l6-v2' });
  expect(bar.getAttribute('aria-valuenow')).toBe('25');
  expect(screen.getByText('still answering')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Use minilm-l6-v2' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
});

test('the catalogue lists what is not there yet, with the command that fetches it', async () => {
  const { app } = await opened();
  await app.settings.loadModels();
  render(ModelRows, { app });
  const entry = screen.getByText('multilingual-e5-small').closest('li');
  expect(entry?.textContent).toMatch(/7 languages.*About 136 MB.*licence\s+MIT/s);
  expect(screen.queryAllByText('minilm-l6-v2')).toHaveLength(1);
  expect(screen.getByRole('button', { name: /fetches multilingual-e5-small/ })).toBeTruthy();
});

test('the way the page looks is said on its root', () => {
  const root = document.createElement('html');
  dress(root, { theme: 'dark', density: 'dense', textSize: 'large', dimPages: false });
  expect({ ...root.dataset }).toEqual({ theme: 'dark', density: 'dense', text: 'large', pages: 'bright' });
  dress(root, { theme: 'system', density: 'comfortable', textSize: 'normal', dimPages: true });
  expect({ ...root.dataset }).toEqual({});
});

/** One press of a combination as the table writes it. */
function press(combination: string): KeyboardEvent {
  const parts = combination.split('+');
  return new KeyboardEvent('keydown', {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    cancelable: true,
  });
}

test('every key of the table does what the table and the sheet say', async () => {
  const { app } = await opened();
  app.search.text = 'notice';
  const [anywhere] = keySheet();
  for (const command of COMMANDS.filter(({ keys }) => keys !== undefined)) {
    for (const combination of command.keys?.split(' ') ?? [])
      expect(commandOf(app, press(combination)), combination).toBe(command);
    expect(anywhere?.keys).toContainEqual([command.keys, command.name]);
  }
});

test('letters are no keys where they are switched off; keys with Ctrl still are', async () => {
  const { app } = await opened();
  const tell = (combination: string): boolean => {
    app.keysOpen = false;
    onKey(app, press(combination));
    return app.keysOpen;
  };
  expect(tell('?')).toBe(true);
  await app.settings.change({ letterKeys: false });
  expect(tell('?')).toBe(false);
  onKey(app, press('Ctrl+Shift+P'));
  expect(app.paletteOpen).toBe(true);
});

test('everything is erased only by the word that says so', async () => {
  const { app, engine } = await opened();
  const { default: EraseDialog } = await import('../../../src-renderer/settings/EraseDialog.svelte');
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  render(EraseDialog, { open: true, app });
  const field = screen.getByLabelText(/Type/);
  const button = screen.getByText('Erase everything', { selector: 'button' });
  await fireEvent.input(field, { target: { value: 'eras' } });
  expect(button.hasAttribute('disabled')).toBe(true);
  await fireEvent.input(field, { target: { value: 'Erase ' } });
  await fireEvent.click(button);
  await vi.waitFor(() => expect(engine.keeping.isErased).toBe(true));
});
