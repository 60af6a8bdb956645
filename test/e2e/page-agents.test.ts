import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { openPage } from '../helpers/open-page.ts';
import { library } from '../helpers/page-scene.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test.each([
  ['wide', { viewport: { width: 1280, height: 800 } }],
  ['narrow and dark', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' as const }],
])('a folder is opened to AI tools and closed again in the settings, %s', async (_, options) => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings', ...options });
  const { page, tab, host } = opened;
  await page.getByRole('heading', { name: 'Agents’ access' }).scrollIntoViewIfNeeded();
  await page.getByText('Now none is open.').waitFor();
  const path = engine.folders[0]?.path ?? '';
  const control = page.getByRole('switch', { name: `Open ${path} to AI tools` });
  await control.click();
  await page.getByRole('status').filter({ hasText: 'is open to AI tools.' }).waitFor();
  await expect.poll(() => control.getAttribute('aria-checked')).toBe('true');
  expect(await accessFaults(page)).toEqual([]);
  await control.press('Enter');
  await expect.poll(() => engine.folders.some(({ agents }) => agents)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await brokenPromises(tab, host)).toEqual([]);
});
