import { tick } from 'svelte';

import type { App } from '../app.svelte.ts';
import { reveal } from '../lib/glide.ts';
import { isCommand, isControl, isPlain, isTextField } from '../lib/keys.ts';
import type { Topics } from './topics.svelte.ts';

const LAST = Number.MAX_SAFE_INTEGER;

/** Keys of the topics page; true where the key was one of them. */
export function onTopicsKey({ topics }: App, event: KeyboardEvent): boolean {
  if (isTextField(event.target) || isInMenu(event.target)) return false;
  if (isCommand(event)) return command(topics, event.key.toLowerCase());
  if (!isPlain(event)) return false;
  if (event.key === 'Escape') return escape(topics);
  return letter(topics, event) || arrow(topics, event);
}

/** The title of the document in focus. */
export async function focusDocument(): Promise<void> {
  await tick();
  const title = document.querySelector<HTMLElement>('[data-ranked] [data-title][tabindex="0"]');
  title?.focus({ preventScroll: true });
  const row = title?.closest('li') ?? null;
  const list = title?.closest<HTMLElement>('[data-ranked]') ?? null;
  if (row !== null && list !== null) reveal(list, row);
}

/** The labels, or the documents where these hide them. */
export async function focusLabels(): Promise<void> {
  await focusOn('[data-labels]');
  if (document.activeElement?.matches('[data-labels]') !== true) await focusDocument();
}

async function focusOn(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** A pane that lay behind another, with the focus in it. */
export function showPane(topics: Topics, pane: Topics['pane']): void {
  const before = topics.pane;
  topics.pane = pane;
  if (pane === 'labels') void focusOn('[data-labels]');
  else if (pane === 'definition') void focusOn('[data-definition]');
  else if (before === 'definition') void focusOn('[data-define]');
  else void focusDocument();
}

/** The same documents as a list or as points; the focus goes with them. */
export function showView(topics: Topics, view: Topics['view']): void {
  topics.view = view;
  if (topics.pane === 'labels') topics.pane = 'documents';
  if (view === 'map') void focusMap(topics);
  else void focusDocument();
}

async function focusMap({ map }: Topics): Promise<void> {
  await tick();
  await map.opened;
  await focusOn('[data-map]');
}

export async function judgeNearLine(topics: Topics): Promise<void> {
  topics.pane = 'documents';
  topics.view = 'ranked';
  await topics.ranked.judgeNearLine();
  await focusDocument();
}

export async function undo(topics: Topics): Promise<void> {
  const wasInList = isInList();
  await topics.undo();
  if (wasInList) await focusDocument();
}

function command(topics: Topics, key: string): boolean {
  if (key === 'n') topics.editing = 'new';
  else if (key === 'z') void undo(topics);
  else return false;
  return true;
}

function escape(topics: Topics): boolean {
  if (topics.view === 'map' && backToMap(topics)) return true;
  if (topics.ranked.queue.length > 0) topics.ranked.endJudging();
  else if (topics.pane === 'definition') showPane(topics, 'documents');
  else showPane(topics, 'labels');
  return true;
}

/** From a card, or from what lies over the map, to the map itself; false where it has the focus. */
function backToMap({ map }: Topics): boolean {
  const pane = document.activeElement?.closest('[data-documents]');
  const isOnMap = document.activeElement?.matches('[data-map]') === true;
  if (map.active < 0 && (isOnMap || !(pane instanceof Element))) return false;
  map.point(-1);
  void focusOn('[data-map]');
  return true;
}

function letter(topics: Topics, { key, target }: KeyboardEvent): boolean {
  if (key === 'n') topics.editing = 'new';
  else if (key === 'm') showView(topics, topics.view === 'map' ? 'ranked' : 'map');
  else if (topics.view === 'map') return false;
  else if (topics.ranked.list.rows.length === 0) return false;
  else if (key === 'j') walk(topics, 1);
  else if (key === 'k') walk(topics, -1);
  else if (key === 'r') topics.ranked.takeBetterOrder();
  else if (isAtDocument(target) && key === 'y') judge(topics, 'belongs');
  else if (isAtDocument(target) && key === 'x') judge(topics, 'not');
  else return false;
  return true;
}

function judge({ ranked }: Topics, verdict: 'belongs' | 'not'): void {
  ranked.judgeAndGoOn(verdict);
  void focusDocument();
}

/** Arrows: only where they do not belong to another control. */
function arrow(topics: Topics, { key, target }: KeyboardEvent): boolean {
  const { ranked } = topics;
  if (topics.view === 'map') return false;
  const isTitle = target instanceof Element && target.matches('[data-title]');
  if (ranked.list.rows.length === 0 || (!isTitle && isElsewhere(target))) return false;
  if (key === 'ArrowDown') walk(topics, 1);
  else if (key === 'ArrowUp') walk(topics, -1);
  else if (key === 'Home') walk(topics, -LAST);
  else if (key === 'End') walk(topics, LAST);
  else if (ranked.active !== null && key === 'ArrowRight') ranked.toggleFold(ranked.active, true);
  else if (ranked.active !== null && key === 'ArrowLeft') ranked.toggleFold(ranked.active, false);
  else return false;
  return true;
}

/** The first key only enters the list. */
function walk(topics: Topics, step: number): void {
  if (topics.pane === 'labels') topics.pane = 'documents';
  if (isInList() || Math.abs(step) === LAST) topics.ranked.move(step);
  void focusDocument();
}

function isInList(): boolean {
  return document.activeElement?.closest('[data-ranked]') instanceof Element;
}

function isAtDocument(target: EventTarget | null): boolean {
  return (target instanceof Element && target.closest('[data-ranked]') !== null) || !isElsewhere(target);
}

function isElsewhere(target: EventTarget | null): boolean {
  return isControl(target) || (target instanceof Element && target.closest('[role=listbox]') !== null);
}

function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[popover]') !== null;
}
