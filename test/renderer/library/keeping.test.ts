import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import { progressNote } from '../../../src-renderer/lib/progress-words.ts';
import { errorGroups, ofReason } from '../../../src-renderer/library/error-groups.ts';
import ErrorTable from '../../../src-renderer/library/ErrorTable.svelte';
import { FolderRuleForm } from '../../../src-renderer/library/folder-rule.svelte.ts';
import { healthWords } from '../../../src-renderer/library/health-words.ts';
import HealthCard from '../../../src-renderer/library/HealthCard.svelte';
import ProgressCard from '../../../src-renderer/library/ProgressCard.svelte';
import StorageCard from '../../../src-renderer/library/StorageCard.svelte';
import Toasts from '../../../src-renderer/ui/Toasts.svelte';
import { clientOf } from '../../helpers/page-client.ts';
import { library } from '../../helpers/page-scene.ts';
import { ERRORS, MODELS } from '../../helpers/scripted-data.ts';

async function opened() {
  const engine = library();
  const app = new App(clientOf(engine));
  await app.library.refresh();
  return { engine, app, library: app.library };
}

test('files that could not be read are grouped by reason, the most frequent first', () => {
  const [locked, scanned] = ERRORS;
  if (locked === undefined || scanned === undefined) throw new Error('no errors');
  const errors = [scanned, { ...scanned, path: '/b.pdf' }, locked];
  expect(errorGroups(errors)).toEqual([
    { code: 'NO_TEXT', name: '14 pages are pictures without text', count: 2 },
    { code: 'DOCUMENT_PASSWORD', name: 'The PDF is protected by a password', count: 1 },
  ]);
  expect(ofReason(errors, 'DOCUMENT_PASSWORD')).toEqual([locked]);
  expect(ofReason(errors, null)).toBe(errors);
});

test('one reason is looked at alone', async () => {
  const made = await opened();
  render(ErrorTable, { library: made.library });
  expect(screen.getAllByRole('row')).toHaveLength(ERRORS.length + 1);
  const reason = screen.getByRole('button', { name: /Spreadsheets are not read yet/ });
  await fireEvent.click(reason);
  expect(screen.getAllByRole('row')).toHaveLength(2);
  expect(reason.getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(screen.getByRole('button', { name: /^All/ }));
  expect(screen.getAllByRole('row')).toHaveLength(ERRORS.length + 1);
});

test('a file is left out, and is back once that is taken back', async () => {
  const { app, engine } = await opened();
  render(ErrorTable, { library: app.library });
  render(Toasts, { toasts: app.toasts });
  await fireEvent.click(screen.getByRole('button', { name: 'Leave out Vogel 1998.pdf' }));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  expect(engine.errors).toHaveLength(ERRORS.length - 1);
  expect(engine.folders[1]?.patterns).toBe('/Old/Vogel 1998.pdf');
  await fireEvent.click(undo);
  await screen.findByRole('button', { name: 'Leave out Vogel 1998.pdf' });
  expect(engine.errors).toHaveLength(ERRORS.length);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  expect(engine.folders[1]?.patterns).toBe('');
});

test('a file is opened from the list; one that may run as a program is shown in its folder', async () => {
  const { app, engine } = await opened();
  render(ErrorTable, { library: app.library });
  render(Toasts, { toasts: app.toasts });
  const path = ERRORS.find((error) => error.path.endsWith('Vogel 1998.pdf'))?.path ?? '';
  await fireEvent.click(screen.getByRole('button', { name: 'Open Vogel 1998.pdf' }));
  await vi.waitFor(() => expect(engine.opened).toEqual([path]));
  engine.runnable.add(path);
  await fireEvent.click(screen.getByRole('button', { name: 'Open Vogel 1998.pdf' }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Show in folder' }));
  await vi.waitFor(() => expect(engine.opened).toEqual([path, `folder of ${path}`]));
  expect(app.toasts.items).toEqual([]);
});

test('a rule says what it would leave out before it is saved', async () => {
  const { library: state, engine } = await opened();
  const folder = state.status?.roots[0];
  if (folder === undefined) throw new Error('no folder');
  const form = new FolderRuleForm(state, folder);
  expect(form.changed).toBe(false);
  form.patterns = '*.log';
  await form.count();
  expect(form.leftOut).toEqual({ files: 214, examples: ['build.log', 'old/run.log'] });
  form.meaning = false;
  expect(await form.save()).toBe(true);
  expect(engine.folders[0]).toMatchObject({ patterns: '*.log', meaning: false });
});

test('storage is shown by kind, as shares of the whole', () => {
  const kinds = [
    { kind: 'words' as const, bytes: 3_000_000 },
    { kind: 'own' as const, bytes: 1_000_000 },
  ];
  render(StorageCard, { storage: { kinds, measured: 1 } });
  expect(screen.getByText('4 MB in all')).toBeTruthy();
  expect(screen.getByText('Words')).toBeTruthy();
  expect(screen.getByText('3 MB')).toBeTruthy();
});

test('health is told in words, and a check is made when it is asked for', async () => {
  expect(healthWords(MODELS, 140.4)).toEqual([
    'First lists are made with inkling-light; minilm-l6-v2 reads closely.',
    'Your documents spread over about 140 directions of meaning: meaning can tell them apart.',
  ]);
  expect(healthWords([], null)).toEqual([]);
  const { app } = await opened();
  render(HealthCard, { keeping: app.keeping, models: MODELS });
  app.keeping.checks = [{ name: 'room', ok: false, detail: '12 MB free on its disk.' }];
  expect((await screen.findByRole('alert')).textContent).toContain('room: 12 MB free');
  await fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
  await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a pause may end by itself; until plugged in is offered on battery alone', async () => {
  const { engine, library: state } = await opened();
  const { rerender } = render(ProgressCard, { library: state, progress: engine.progress() });
  expect(screen.queryByText('Pause all until plugged in')).toBeNull();
  await rerender({ library: state, progress: { ...engine.progress(), onBattery: true } });
  expect(screen.getByText('Pause all until plugged in')).toBeTruthy();
  await state.pause('all', { minutes: 60 });
  expect(progressNote(engine.progress())).toMatch(/^All reading is paused until \d\d:\d\d\./);
  await state.pause('all', 'power');
  expect(progressNote(engine.progress())).toMatch(
    /^All reading is paused until this computer is plugged in\./,
  );
});
