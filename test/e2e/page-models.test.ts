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

test('a model is imported from a folder, chosen, followed while it takes the place of the other, and removed', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page, tab, host } = opened;
  await page.getByRole('button', { name: 'Import …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a model' });
  await dialog.getByRole('button', { name: 'First', exact: true }).click();
  await dialog.getByLabel(/^Languages it reads/).fill('de, fr');
  await dialog.getByRole('combobox').fill('/home/ada/bge-german');
  expect(await accessFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('German and French').waitFor();

  await page.getByRole('button', { name: 'Use bge-german' }).click();
  const bar = page.getByRole('progressbar', { name: 'bge-german takes the place of minilm-l6-v2' });
  await bar.waitFor();
  expect(await bar.getAttribute('aria-valuenow')).toBe('18');
  await page.getByText('still answering').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  // It is asked after by itself.
  engine.models = { ...engine.models, change: null };
  await bar.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Use minilm-l6-v2' }).click();
  engine.models = { ...engine.models, change: null };
  await page.getByRole('button', { name: 'Remove bge-german' }).click();
  await expect.poll(() => engine.keeping.removed).toEqual(['bge-german']);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('models to bring are listed with their command; a folder that will not do says why beside its field', async () => {
  const engine = library();
  const narrow = { width: 390, height: 800 };
  await using opened = await openPage(browser, engine, { at: 'Settings', viewport: narrow });
  const { page, tab, host } = opened;
  await page.getByText('Models you can bring').click();
  await page.getByText('multilingual-e5-small', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy the command that fetches multilingual-e5-small' }).waitFor();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(isWide).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  expect(await brokenPromises(tab, host)).toEqual([]);
  await page.getByRole('button', { name: 'Import …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a model' });
  await dialog.getByRole('combobox').fill('/home/ada/broken');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByText('It is no encoder. Give another one.').waitFor();
  expect(await accessFaults(page)).toEqual([]);
});
