import type { Page } from 'playwright-core';

import type { OpenPage, OpenPageOptions } from './open-page.ts';
import { library, QUERY } from './page-scene.ts';
import { ScriptedEngine } from './scripted-engine.ts';

/** One sight of the page, and how to come there. */
export interface Stop {
  readonly name: string;
  readonly engine: () => ScriptedEngine;
  readonly at?: NonNullable<OpenPageOptions['at']>;
  readonly walk: (opened: OpenPage) => Promise<void>;
}

/** A library that was searched before, with labels and places on the map. */
export function tourLibrary(): ScriptedEngine {
  const engine = library();
  const { id } = engine.topics.add('Tenancy', ['notice', 'flat']);
  engine.topics.add('Moving out', ['van'], { parent: id });
  engine.topics.place = (at) => [0.1 + (at % 8) * 0.1, 0.2 + (at % 3) * 0.2];
  for (const query of ['bees in winter', 'rent paid in may']) engine.searches.ask(query);
  engine.searches.change([...engine.searches.saved]);
  return engine;
}

/** Asks, and waits for the last list and for what stands beside it, where there is room. */
export async function ask(page: Page, query = QUERY): Promise<void> {
  await page.locator('#query').fill(query);
  await page
    .getByText(/read closely, \d/)
    .first()
    .waitFor({ state: 'attached' });
}

/** One pane alone has room below this width. */
const isWide = (page: Page): boolean => (page.viewportSize()?.width ?? 0) > 720;

/** The documents of the first label. */
async function ranked(page: Page): Promise<void> {
  if (!isWide(page)) await page.getByRole('option', { name: /^Tenancy/ }).click();
  await page.locator('[data-title]').first().waitFor();
}

function search(name: string, walk: (opened: OpenPage) => Promise<void>): Stop {
  return { name, engine: tourLibrary, walk };
}

function dialog(name: string, open: (page: Page) => Promise<void>, at?: Stop['at']): Stop {
  const walk = async ({ page }: OpenPage): Promise<void> => {
    await open(page);
    await page.getByRole('dialog').waitFor();
  };
  return { name, engine: tourLibrary, walk, ...(at !== undefined && { at }) };
}

async function command(page: Page, words: string): Promise<void> {
  await page.locator('#query').waitFor();
  await page.keyboard.press('F1');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const SEARCHES: readonly Stop[] = [
  search('search, nothing asked', ({ page }) => page.getByText('bees in winter').waitFor()),
  search('search', async ({ page }) => {
    await ask(page);
    if (isWide(page)) await page.getByRole('img', { name: /^Page 3 of/ }).waitFor();
  }),
  search('search, filtered and chosen', async ({ page }) => {
    await ask(page, `type:pdf,mail path:Flat date:2019..2024 ${QUERY}`);
    await page.locator('#query').press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 chosen').waitFor();
  }),
  search('search, the text', async ({ page }) => {
    await ask(page);
    await page.locator('#query').press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('t');
    await page.locator('[data-preview-text]').waitFor();
  }),
  search('search, a menu of filters', async ({ page }) => {
    await ask(page);
    await page.getByRole('button', { name: 'Date', exact: true }).click();
    await page.getByRole('menu').waitFor();
  }),
  search('search, none', async ({ page }) => {
    await page.locator('#query').fill('type:pdf nothing');
    await page.getByRole('heading', { name: /^Nothing/ }).waitFor();
  }),
  search('search, stopped', async ({ page, host }) => {
    await page.locator('#query').waitFor();
    host.setAway(true);
    await page.locator('#query').fill(QUERY);
    await page.getByRole('heading', { name: 'The search stopped.' }).waitFor();
  }),
];

const PAGES: readonly Stop[] = [
  {
    name: 'first run',
    engine: () => new ScriptedEngine(),
    walk: ({ page }) => page.getByRole('heading', { name: 'Which folders may Inkling read?' }).waitFor(),
  },
  {
    name: 'topics, none yet',
    engine: library,
    at: 'Topics',
    walk: ({ page }) => page.getByRole('heading', { name: /^Name a topic/ }).waitFor(),
  },
  {
    name: 'topics',
    engine: tourLibrary,
    at: 'Topics',
    walk: ({ page }) => ranked(page),
  },
  {
    name: 'map',
    engine: tourLibrary,
    at: 'Topics',
    walk: async ({ page }) => {
      await ranked(page);
      await page.getByRole('button', { name: 'Map', exact: true }).click();
      await page.getByRole('application').waitFor();
    },
  },
  {
    name: 'library',
    engine: tourLibrary,
    at: 'Library',
    walk: ({ page }) => page.getByRole('cell', { name: /protected by a password/ }).waitFor(),
  },
  {
    name: 'settings',
    engine: tourLibrary,
    at: 'Settings',
    walk: ({ page }) => page.getByRole('switch', { name: 'Keep what you ask' }).waitFor(),
  },
];

const DIALOGS: readonly Stop[] = [
  dialog('about', (page) => command(page, 'about')),
  dialog('palette', async (page) => {
    await page.locator('#query').waitFor();
    await page.keyboard.press('F1');
  }),
  dialog('keys', (page) => command(page, 'keys')),
  dialog('save a search', async (page) => {
    await ask(page);
    await page.keyboard.press('Control+s');
  }),
  dialog('new label', (page) => page.keyboard.press('Control+n'), 'Topics'),
  dialog(
    'rules of a folder',
    async (page) => {
      await page.getByRole('button', { name: 'More for Papers' }).click();
      await page.getByRole('menuitem', { name: 'Rules …' }).click();
    },
    'Library',
  ),
  dialog('erase', (page) => page.getByRole('button', { name: 'Erase …' }).click(), 'Settings'),
];

/** Every sight of the page that a test must have seen. */
export const TOUR: readonly Stop[] = [...SEARCHES, ...PAGES, ...DIALOGS];
