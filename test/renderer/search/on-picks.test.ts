import { expect, test, vi } from 'vitest';

import { labelPicked } from '../../../src-renderer/search/on-picks.ts';
import { setUpApp } from '../../helpers/page-app.ts';

async function picked(count: number) {
  const made = setUpApp();
  const { app, engine } = made;
  const label = engine.topics.add('Lease', ['lease']);
  app.search.ask('notice');
  await vi.waitFor(() => expect(app.search.answer?.final).toBe(true));
  const paths = app.search.arrangement.paths.slice(0, count);
  for (const path of paths) app.search.picks.toggle(path);
  return { ...made, label, paths };
}

test('labelling what is chosen is taken back from its message, as it stood before', async () => {
  const { app, engine, label, paths } = await picked(2);
  const [first = '', second = ''] = paths;
  engine.topics.judge({ id: label.id, path: second, verdict: 'not' });
  await labelPicked(app, label);
  const [toast] = app.toasts.items;
  expect(toast?.text).toBe('2 documents labelled Lease.');
  expect(engine.topics.judged.slice(-2).map(({ verdict }) => verdict)).toEqual(['belongs', 'belongs']);
  if (toast !== undefined) app.toasts.act(toast);
  await vi.waitFor(() =>
    expect(app.toasts.items.at(-1)?.text).toBe('2 documents as before, not labelled Lease.'),
  );
  expect(engine.topics.judged.slice(-2)).toMatchObject([
    { path: first, verdict: null },
    { path: second, verdict: 'not' },
  ]);
});

test('a label that is gone is not said to be given', async () => {
  const { app, engine, label } = await picked(1);
  engine.topics.trouble = { code: 'LABEL_UNKNOWN', cause: 'There is no such label.', remedy: 'Look again.' };
  await labelPicked(app, label);
  expect(app.toasts.items.map(({ text }) => text)).toEqual(['There is no such label. Look again.']);
});
