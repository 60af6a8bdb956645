import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { brokenPromises, launchBrowser, openTab } from '../helpers/browser-page.ts';
import { FakeHost } from '../helpers/fake-host.ts';
import { openPage } from '../helpers/open-page.ts';
import { DEEP_ORDER, library, order, QUERY } from '../helpers/page-scene.ts';

/** The page waits up to eight seconds between two attempts to reach its engine. */
const PATIENTLY = { timeout: 20_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the engine stops: what is on screen stays, a banner says so, and it comes back by itself', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page, host } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByText('read closely').waitFor();
  host.setAway(true);
  await page.getByText('Inkling’s engine stopped.').waitFor();
  expect(await order(page)).toEqual(DEEP_ORDER);
  await page.locator('#query').fill('type:pdf notice');
  await page.getByRole('heading', { name: 'The search stopped.' }).waitFor();
  host.setAway(false);
  await expect.poll(() => page.getByText('Inkling’s engine stopped.').count(), PATIENTLY).toBe(0);
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  expect(await page.locator('#query').inputValue()).toBe('notice');
  await expect.poll(() => engine.asked.at(-1)).toBe('type:pdf notice');
  expect(await page.locator('#query').evaluate((field) => field === document.activeElement)).toBe(true);
});

test('a code opens once, a token until it is refused; then a calm page says what to do', async () => {
  const engine = library();
  await using host = await FakeHost.start(engine);
  await using tab = await openTab(browser);
  await using other = await openTab(browser);
  const address = host.address();
  await tab.page.goto(address);
  await tab.page.locator('#query').waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
  await other.page.goto(address);
  await other.page.getByRole('heading', { name: 'This page’s key has expired.' }).waitFor();
  host.forgetTokens();
  await tab.page.reload();
  await tab.page.getByText('Open Inkling again from the terminal, or press Enter where it runs.').waitFor();
  expect(await tab.page.evaluate(() => sessionStorage.length)).toBe(0);
});
