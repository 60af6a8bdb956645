import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { App } from '../../../src-renderer/app.svelte.ts';
import AgentsRows from '../../../src-renderer/settings/AgentsRows.svelte';
import { HOME } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

async function opened(...folders: readonly string[]) {
  const engine = new ScriptedEngine();
  for (const folder of folders) engine.addFolder(folder);
  const { library } = new App(clientOf(engine));
  await library.refresh();
  render(AgentsRows, { library });
  return { engine, library };
}

test('every folder is closed to AI tools until its switch is pressed, and can be closed again', async () => {
  const { engine } = await opened(HOME, '/home/ada/Mail');
  expect(screen.getByText('Now none is open.')).toBeTruthy();
  const [switched, other] = screen.getAllByRole('switch');
  if (switched === undefined || other === undefined) throw new Error('no switches');
  expect(switched.getAttribute('aria-checked')).toBe('false');
  expect(switched.getAttribute('aria-label')).toBe(`Open ${HOME} to AI tools`);
  await fireEvent.click(switched);
  await expect.poll(() => switched.getAttribute('aria-checked')).toBe('true');
  expect(other.getAttribute('aria-checked')).toBe('false');
  expect(engine.folders.map(({ agents }) => agents)).toEqual([true, false]);
  expect(screen.queryByText('Now none is open.')).toBeNull();
  await fireEvent.click(switched);
  await expect.poll(() => engine.folders.every(({ agents }) => !agents)).toBe(true);
});

test('a refusal is said where the switch is', async () => {
  const { engine } = await opened(HOME);
  const [switched] = screen.getAllByRole('switch');
  engine.folders = [];
  await fireEvent.click(switched!);
  expect(await screen.findByRole('alert')).toBeTruthy();
});

test('without folders it says where they come from', async () => {
  await opened();
  expect(screen.getByText('No folders yet')).toBeTruthy();
  expect(screen.queryByRole('switch')).toBeNull();
});
