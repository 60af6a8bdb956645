import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { openPage } from '../helpers/open-page.ts';
import { library, QUERY } from '../helpers/page-scene.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('by keyboard alone: a search is saved under a name, its news comes, and it is opened again', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  const query = page.getByRole('combobox', { name: 'Search your documents' });
  await query.fill(QUERY);
  await page.locator('[data-title]').first().waitFor();
  await page.keyboard.press('Control+s');
  await page.getByLabel('Name').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByLabel('Name').fill('Leaving the flat');
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.searches.saved).toMatchObject([{ name: 'Leaving the flat', query: QUERY }]);
  await query.focus();
  await page.keyboard.press('Escape');
  engine.searches.change(engine.searches.saved.map((search) => ({ ...search, news: 3 })));
  const saved = page.getByRole('button', { name: /Leaving the flat/ });
  await expect.poll(() => saved.textContent()).toContain('3 new');
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => saved.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => query.inputValue()).toBe(QUERY);
  await expect.poll(() => engine.searches.saved).toMatchObject([{ news: 0 }]);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('what was asked stands in Settings to be erased, light and dark', async () => {
  const engine = library();
  engine.searches.ask('bees');
  for (const colorScheme of ['light', 'dark'] as const) {
    await using opened = await openPage(browser, engine, { at: 'Settings', colorScheme });
    const { page } = opened;
    await page.getByRole('switch', { name: 'Keep what you ask' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Erase', exact: true }).waitFor();
  }
  await expect.poll(() => engine.searches.asked).toMatchObject([{ query: 'bees' }]);
});
