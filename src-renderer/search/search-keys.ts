import { tick } from 'svelte';

import type { App } from '../app.svelte.ts';
import type { SearchResult } from '../api/types.ts';
import { reveal } from '../lib/glide.ts';
import { isCommand, isControl, isPlain, isTextField } from '../lib/keys.ts';
import { copyPath, copyQuotation, findSimilar, openDocument, showFolder } from './document-actions.ts';
import { focusNear, onNearKey } from './near-keys.ts';
import { copyPicked } from './on-picks.ts';
import { onPageArrow, onPreviewKey } from './preview-keys.ts';

/** What of the preview is scrolled. */
export const PREVIEW = '[data-preview-text], [data-preview-page]';
const LAST = Number.MAX_SAFE_INTEGER;

/** Keys of the search page; true where the key was one of them. */
export function onSearchKey(app: App, event: KeyboardEvent): boolean {
  if (isCommand(event)) {
    if (event.key === 'Enter') return toFolder(app, event.target);
    return event.key.toLowerCase() === 'a' && pickAll(app, event.target);
  }
  if (!isPlain(event)) return false;
  if (event.key === 'Escape') return escape(app, event.target);
  if (event.target instanceof HTMLInputElement && event.target.id === 'query')
    return fromQuery(app, event.key);
  if (isTextField(event.target) || app.search.arrangement.rows.length === 0) return false;
  return letter(app, event.key) || onList(app, event);
}

/** Rows are measured in the frame after they came into sight, and those that came with them in the next. */
const FRAMES_TO_MEASURE = 4;

/** The title of the selected row gets the focus. */
export async function focusRow(): Promise<void> {
  await tick();
  const title = document.querySelector<HTMLElement>('[data-results] [data-title][tabindex="0"]');
  title?.focus({ preventScroll: true });
  const row = title?.closest('li') ?? null;
  const list = title?.closest<HTMLElement>('[data-results]') ?? null;
  if (row !== null && list !== null) await keepInSight(list, row);
}

/** Rows that come into sight are measured there, and push the others on: what was wanted stays in sight meanwhile. */
async function keepInSight(list: HTMLElement, row: HTMLElement): Promise<void> {
  for (let frame = 0; frame < FRAMES_TO_MEASURE && row.contains(document.activeElement); frame += 1) {
    reveal(list, row);
    await new Promise(requestAnimationFrame);
  }
}

async function focusPreview(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(PREVIEW)?.focus({ preventScroll: true });
}

/** The preview beside, or in its own page, with the focus in it. */
export function openPreview({ search }: App, path: string | null, passage = 0): void {
  if (path === null) return;
  if (path !== search.selected || passage !== search.preview.at) search.select(path, passage);
  search.previewOpen = true;
  void focusPreview();
}

export function backToList({ search }: App): void {
  search.previewOpen = false;
  void (search.near.of === null ? focusRow() : focusNear());
}

/** A document of the list that took the other's place. */
export function openNear({ search }: App, path: string): void {
  if (path !== search.near.selected) search.near.select(path);
  search.previewOpen = true;
  if (!search.wide) void focusPreview();
}

/** From the documents close to one back to the list before. */
export function leaveNear({ search }: App): void {
  search.near.leave(search.rowOf(search.selected)?.result);
  void focusRow();
}

function fromQuery(app: App, key: string): boolean {
  const { search } = app;
  if (key === 'ArrowDown' && search.blank) return focusKept();
  if (key === 'ArrowDown' && search.arrangement.rows.length > 0) {
    if (search.selected === null) search.move(0);
    void focusRow();
    return true;
  }
  return false;
}

/** The first of the saved and recent searches under the empty query. */
function focusKept(): boolean {
  const first = document.querySelector<HTMLElement>('[data-kept]');
  first?.focus();
  return first !== null;
}

function escape(app: App, target: EventTarget | null): boolean {
  const { search } = app;
  if (target instanceof Element && target.closest('[data-preview]') !== null) backToList(app);
  else if (search.previewOpen && !search.wide) backToList(app);
  else if (search.near.of !== null) leaveNear(app);
  else if (target instanceof HTMLInputElement && target.id === 'query') search.type('');
  else if (search.picks.size > 0) search.picks.clear();
  else void app.focusQuery();
  return true;
}

function letter(app: App, key: string): boolean {
  const { search } = app;
  if (search.near.of !== null && onNearKey(app, key)) return true;
  if (key === 'c' && search.picks.size > 0) {
    void copyPicked(app);
    return true;
  }
  if (onPreviewKey(search.preview, key) || onDocumentKey(app, key)) return true;
  if (key === 'j') walk(app, 1);
  else if (key === 'k') walk(app, -1);
  else if (key === 'r') search.takeBetterOrder();
  else if (key === 'x' && search.active !== null) search.picks.toggle(search.active);
  else return false;
  return true;
}

/** The document that is read, else the one the keyboard stands on. */
function documentOf({ search }: App): SearchResult | undefined {
  return search.preview.result ?? search.rowOf(search.active)?.result;
}

function onDocumentKey(app: App, key: string): boolean {
  const result = documentOf(app);
  if (result === undefined) return false;
  if (key === 'c') copyPath(app, result);
  else if (key === 'q') copyQuotation(app, result);
  else if (key === 's') void findSimilar(app, result);
  else return false;
  return true;
}

/** Ctrl+Enter, wherever nobody writes and no other control takes it. */
function toFolder(app: App, target: EventTarget | null): boolean {
  const result = documentOf(app);
  if (isTextField(target) || result === undefined) return false;
  showFolder(app, result);
  return true;
}

function walk({ search }: App, step: number): void {
  search.move(step);
  if (!search.previewOpen || search.wide) void focusRow();
}

/** Everything between where the choice began and a row. */
export function pickTo({ search }: App, path: string): void {
  search.picks.extend(search.arrangement.paths, search.active, path);
}

/** The next row is chosen too, and gets the focus. */
function pickOn(app: App, step: number): void {
  const { search } = app;
  const from = search.active;
  walk(app, step);
  if (search.active !== null) search.picks.extend(search.arrangement.paths, from, search.active);
}

function pickAll({ search }: App, target: EventTarget | null): boolean {
  if (isTextField(target) || search.arrangement.rows.length === 0 || !search.hand.focused) return false;
  search.picks.all(search.arrangement.paths);
  return true;
}

/** The bar leaves, and the focus goes back to the list. */
export function clearPicks(app: App): void {
  app.search.picks.clear();
  void focusRow();
}

/** Arrows, Enter and Space: only where they do not belong to another control. */
function onList(app: App, event: KeyboardEvent): boolean {
  const target = event.target;
  const title = target instanceof Element && target.matches('[data-title]');
  const isReading = target instanceof Element && target.matches(PREVIEW);
  if (event.key === ' ' && isReading) return back(app);
  if (isReading && onPageArrow(app.search.preview, event.key)) return true;
  if (
    !title &&
    (isControl(target) || (target instanceof Element && target.closest('[data-preview]') !== null))
  )
    return false;
  return arrow(app, event) || open(app, event.key);
}

function arrow(app: App, { key, shiftKey }: KeyboardEvent): boolean {
  const { search } = app;
  if (search.near.of !== null) return onNearKey(app, key);
  if (shiftKey && (key === 'ArrowDown' || key === 'ArrowUp')) pickOn(app, key === 'ArrowDown' ? 1 : -1);
  else if (key === 'ArrowDown') walk(app, 1);
  else if (key === 'ArrowUp') {
    if (search.active === search.arrangement.rows[0]?.result.path) void app.focusQuery();
    else walk(app, -1);
  } else if (key === 'Home') walk(app, -LAST);
  else if (key === 'End') walk(app, LAST);
  else if (search.active !== null && key === 'ArrowRight') search.toggleFold(search.active, true);
  else if (search.active !== null && key === 'ArrowLeft') search.toggleFold(search.active, false);
  else return false;
  return true;
}

function open(app: App, key: string): boolean {
  const { search } = app;
  if (key === 'Enter') return openChosen(app);
  if (key !== ' ') return false;
  if (search.near.of === null)
    openPreview(app, search.active, search.active === search.selected ? search.preview.at : 0);
  else void focusPreview();
  return true;
}

function openChosen(app: App): boolean {
  const result = documentOf(app);
  if (result !== undefined) openDocument(app, result);
  return result !== undefined;
}

function back(app: App): boolean {
  backToList(app);
  return true;
}
