import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { FolderField } from '../../../src-renderer/ui/folder-field.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const FOLDERS = ['/home/ada/Documents', '/home/ada/Papers'];

async function typed(text: string): Promise<FolderField> {
  const field = new FolderField((prefix) =>
    Promise.resolve(FOLDERS.filter((folder) => folder.startsWith(prefix) && folder !== prefix)),
  );
  field.type(text);
  await vi.advanceTimersByTimeAsync(100);
  return field;
}

test('arrows go round the suggestions and back to what is typed', async () => {
  const field = await typed('/home');
  expect(field.folders).toEqual(FOLDERS);
  field.move(1);
  field.move(1);
  expect(field.at).toBe(1);
  field.move(1);
  expect(field.at).toBe(-1);
  field.move(-1);
  expect(field.at).toBe(1);
});

test('a suggestion is taken with its separator, and the path is told without', async () => {
  const field = await typed('/home');
  field.move(1);
  expect(field.takeReached()).toBe(true);
  expect([field.text, field.path]).toEqual(['/home/ada/Documents/', '/home/ada/Documents']);
  expect(field.takeReached()).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(field.open).toBe(false);
});

test('what is offered stays while the next is asked for, and where the focus goes elsewhere', async () => {
  const field = await typed('/home');
  field.move(1);
  field.type('/home/ada/P');
  expect([field.folders, field.at]).toEqual([FOLDERS, -1]);
  await vi.advanceTimersByTimeAsync(100);
  expect(field.folders).toEqual(['/home/ada/Papers']);
  field.move(1);
  field.leave();
  expect([field.open, field.at]).toEqual([true, -1]);
  field.type('');
  expect(field.open).toBe(false);
});

test('an answer to an older prefix is dropped', async () => {
  let answer = (_folders: string[]): void => {};
  const field = new FolderField(() => new Promise((resolve) => (answer = resolve)));
  field.type('/h');
  await vi.advanceTimersByTimeAsync(100);
  field.type('/x');
  answer(FOLDERS);
  await vi.advanceTimersByTimeAsync(1);
  expect(field.open).toBe(false);
});
