import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';

import ToastList from '../../../src-renderer/ui/Toasts.svelte';
import { Toasts } from '../../../src-renderer/ui/toasts.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const undo = (run = (): void => {}) => ({ kind: 'judged', action: { name: 'Undo', run } });
const texts = ({ items }: Toasts): string[] => items.map(({ text }) => text);

test('three at most, the oldest leaves; each goes by itself', () => {
  const toasts = new Toasts();
  for (const text of ['one', 'two', 'three', 'four']) toasts.show(text);
  expect(texts(toasts)).toEqual(['two', 'three', 'four']);
  vi.advanceTimersByTime(3000);
  expect(texts(toasts)).toEqual([]);
});

test('what can be taken back stays longer, and the next of its kind takes its place', () => {
  const toasts = new Toasts();
  toasts.show('first', undo());
  toasts.show('saved');
  toasts.show('second', undo());
  expect(texts(toasts)).toEqual(['saved', 'second']);
  vi.advanceTimersByTime(3000);
  expect(texts(toasts)).toEqual(['second']);
  toasts.drop('judged');
  expect(texts(toasts)).toEqual([]);
});

test('nothing goes while the pointer or the focus is on it', async () => {
  const toasts = new Toasts();
  toasts.show('Judged.', undo());
  render(ToastList, { toasts });
  const region = screen.getByRole('region', { name: 'Messages' });
  await fireEvent.pointerEnter(region);
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual(['Judged.']);
  screen.getByRole('button', { name: 'Undo' }).focus();
  await fireEvent.pointerLeave(region);
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual(['Judged.']);
  screen.getByRole('button', { name: 'Undo' }).blur();
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual([]);
});

test('Undo acts once and gives the focus back; Escape only dismisses', async () => {
  const run = vi.fn<() => void>();
  const toasts = new Toasts();
  document.body.innerHTML = '<button id="before">before</button>';
  render(ToastList, { toasts });
  const before = document.querySelector<HTMLElement>('#before');
  for (const end of [
    async () => fireEvent.click(screen.getByRole('button', { name: 'Undo' })),
    async () => fireEvent.keyDown(screen.getByRole('button', { name: 'Undo' }), { key: 'Escape' }),
  ]) {
    before?.focus();
    toasts.show('Judged.', undo(run));
    await vi.waitFor(() => screen.getByRole('button', { name: 'Undo' }));
    screen.getByRole('button', { name: 'Undo' }).focus();
    await end();
    expect(texts(toasts)).toEqual([]);
    expect(document.activeElement).toBe(before);
  }
  expect(run).toHaveBeenCalledTimes(1);
});
