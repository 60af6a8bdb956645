import { readFile } from 'node:fs/promises';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { HOME } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import { DEEP_ORDER, focused, library, QUERY, thirdFromTop } from '../helpers/page-scene.ts';
import { ERRORS } from '../helpers/scripted-data.ts';
import { ScriptedEngine } from '../helpers/scripted-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the library: bars, folders, files that could not be read, pause and forget', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  expect(await page.getByRole('progressbar', { name: 'Searchable' }).getAttribute('aria-valuenow')).toBe(
    '70',
  );
  await page.getByText('41,300 of about 226,000 passages').waitFor();
  await page.getByRole('cell', { name: 'The PDF is protected by a password.' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Save list' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As CSV' }).click(),
  ]);
  expect((await readFile(await file.path(), 'utf8')).split('\r\n')).toHaveLength(ERRORS.length + 2);

  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'Pause all reading' }).click();
  await page.getByText('All reading is paused.').waitFor();
  await expect.poll(() => engine.pause).toBe('all');
  await page.getByRole('button', { name: 'Go on' }).click();

  await page.getByRole('button', { name: 'More for Papers' }).click();
  await page.getByRole('menuitem', { name: 'Forget …' }).click();
  await page.getByText('Its 1,870 files stay where they are.').waitFor();
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  await expect.poll(() => page.getByRole('button', { name: 'More for Papers' }).count()).toBe(0);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a document is opened by its password, by keys alone', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  const give = page.getByRole('button', { name: 'Give password … of Payslips 2021.pdf' });
  await give.focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Password', { exact: true });
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await field.getAttribute('type')).toBe('password');
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await accessFaults(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(await give.evaluate((element) => element === document.activeElement)).toBe(true);

  engine.hasKeychain = true;
  await page.keyboard.press('Enter');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('This password does not open the document.').waitFor();
  await page.getByRole('checkbox', { name: 'Keep in the keychain of this computer' }).check();
  expect(await accessFaults(page)).toEqual([]);
  await field.fill('right');
  await page.keyboard.press('Enter');
  await expect.poll(() => give.count()).toBe(0);
  await expect
    .poll(() => engine.unlocked)
    .toEqual([
      { keep: false, opened: false },
      { keep: true, opened: true },
    ]);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a file is tried again by keys alone; the keys stay in the list once it is read', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  const again = page.getByRole('button', { name: 'Try again: Land register, scan.pdf' });
  engine.stubborn.add(ERRORS[1]?.path ?? '');
  await again.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Land register, scan.pdf was tried again.' }).waitFor();
  expect(await again.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await accessFaults(page)).toEqual([]);

  engine.stubborn.clear();
  await page.keyboard.press('Enter');
  await expect.poll(() => again.count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.matches('.card'))).toBe(true);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('dark is chosen, kept by the engine, and there again after a reload', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings', colorScheme: 'light' });
  const { page, tab, host } = opened;
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(241, 242, 241)');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(background).toBe('rgb(18, 21, 27)');
  await expect.poll(() => engine.settings.theme).toBe('dark');
  await page.getByRole('switch', { name: 'Deepen in the background' }).click();
  await expect.poll(() => engine.settings.deepening).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  await page.reload();
  await expect.poll(background).toBe('rgb(18, 21, 27)');
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('in 360 px: every page fits, the preview is its own page with Back', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { viewport: { width: 360, height: 740 } });
  const { page, tab, host } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByText('read closely').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.locator('[data-title]').first().click();
  await page.getByRole('button', { name: 'Back to the list' }).waitFor();
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('group', { name: 'Show as' }).getByRole('button', { name: 'Text' }).click();
  await expect.poll(() => thirdFromTop(page)).toBe(true);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect.poll(() => focused(page)).toBe(DEEP_ORDER[0]);
  for (const name of ['Library', 'Settings']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
  }
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a folder that is refused says why, and the one that is taken is read', async () => {
  const engine = new ScriptedEngine();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  const field = page.getByRole('combobox');
  for (const path of [HOME, 'nowhere']) {
    await field.fill(path);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await page.getByRole('button', { name: 'Start reading' }).click();
  await page.getByText('There is no folder nowhere. Check the path.').waitFor();
  await page.getByRole('button', { name: 'Go on with the others' }).click();
  await page.getByRole('button', { name: 'Search in your own words' }).click();
  await page.getByRole('combobox', { name: 'Search your documents' }).waitFor();
  await expect.poll(() => engine.folders.map((folder) => folder.path)).toEqual([HOME]);
});
