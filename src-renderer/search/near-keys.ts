import { tick } from 'svelte';

import type { App } from '../app.svelte.ts';

const LAST = Number.MAX_SAFE_INTEGER;
const STEPS: Readonly<Record<string, number>> = {
  j: 1,
  ArrowDown: 1,
  k: -1,
  ArrowUp: -1,
  Home: -LAST,
  End: LAST,
};

/** Moves among the documents close to one; true where the key did. */
export function onNearKey({ search }: App, key: string): boolean {
  const step = STEPS[key];
  if (step === undefined) return false;
  search.near.move(step);
  void focusNear();
  return true;
}

/** The focus goes to the chosen row of the list that took the other's place, or to the way back. */
export async function focusNear(): Promise<void> {
  await tick();
  const list = document.querySelector('[data-near]');
  const row = list?.querySelector<HTMLElement>('[data-title][tabindex="0"]') ?? list?.querySelector('button');
  row?.focus();
}
