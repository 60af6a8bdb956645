import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { tabTo } from '../helpers/hands.ts';
import { openPage } from '../helpers/open-page.ts';
import { library } from '../helpers/page-scene.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

test('an unreadable file is tried again, left out, and let in again, by mouse', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  const name = 'Vogel 1998.pdf';
  engine.stubborn.add(engine.errors.find(({ path }) => path.endsWith(name))?.path ?? '');
  await page.getByRole('button', { name: `Try again: ${name}` }).click();
  await page
    .getByRole('status')
    .filter({ hasText: `${name} was tried again.` })
    .waitFor();
  await page.getByRole('button', { name: `Open ${name}` }).click();
  await expect.poll(() => engine.opened.map((path) => path.endsWith(name))).toEqual([true]);
  await page.getByRole('group', { name: 'Reasons' }).getByText('The file ends in the middle').click();
  expect(await page.getByRole('button', { name: /^Leave out ./ }).count()).toBe(1);
  await page.getByRole('button', { name: `Leave out ${name}` }).click();
  const toast = page.getByRole('region', { name: 'Messages' });
  await toast.getByText(`${name} is left out by a rule of its folder.`).waitFor();
  expect(await page.getByRole('button', { name: `Try again: ${name}` }).count()).toBe(0);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: `Try again: ${name}` }).waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('the same by keys alone, and nothing of the focus is lost', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  await tabTo(button(page, 'Leave out Vogel 1998.pdf'));
  await page.keyboard.press('Enter');
  const toast = page.getByRole('region', { name: 'Messages' });
  await toast.getByText('Vogel 1998.pdf is left out by a rule of its folder.').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.matches('.card'))).toBe(true);
  await tabTo(button(page, 'Undo'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Leave out Vogel 1998.pdf' }).waitFor();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('reading is paused for an hour and goes on, by mouse and by keys', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'Pause all for an hour' }).click();
  await page.getByText(/All reading is paused until \d\d:\d\d\./).waitFor();
  await expect.poll(() => engine.pause).toBe('all');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();

  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.type('hour');
  await page.keyboard.press('Enter');
  await page.getByText(/All reading is paused until \d\d:\d\d\./).waitFor();
  await page.keyboard.press('F1');
  await page.keyboard.type('go on');
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.pause).toBe('none');
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a folder gets a rule that says what it leaves out, and is found by words alone', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Library' });
  const { page, tab, host } = opened;
  await page.getByRole('button', { name: 'More for Papers' }).click();
  await page.getByRole('menuitem', { name: 'Rules …' }).click();
  const patterns = page.getByRole('textbox', { name: 'Leave out' });
  await patterns.fill('*.log');
  await page.getByText('Leaves out 214 files: build.log, old/run.log …').waitFor();
  await page.getByRole('checkbox').check();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Words only', { exact: true }).waitFor();
  await expect.poll(() => engine.folders[1]).toMatchObject({ patterns: '*.log', meaning: false });
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test.each(['mouse', 'keys'] as const)('everything is erased by the word for it, by %s', async (how) => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page, tab, host } = opened;
  const press = async (name: string): Promise<void> => {
    if (how === 'mouse') return page.getByRole('button', { name, exact: true }).click();
    await tabTo(button(page, name));
    await page.keyboard.press('Enter');
  };
  await press('Erase …');
  const erase = page.getByRole('button', { name: 'Erase everything' });
  expect(await erase.isDisabled()).toBe(true);
  await page.keyboard.type('erase');
  expect(await accessFaults(page)).toEqual([]);
  if (how === 'mouse') await erase.click();
  else await page.keyboard.press('Enter');
  await expect.poll(() => engine.keeping.isErased).toBe(true);
  await page.getByRole('heading', { name: 'Which folders may Inkling read?' }).waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a backup is saved and restored; what is none says so beside its field', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page, tab, host } = opened;
  await page.getByRole('button', { name: 'Save a backup …' }).click();
  await page.getByRole('combobox').fill('/home/ada/Backups');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => engine.keeping.written.length).toBe(1);
  expect(await brokenPromises(tab, host)).toEqual([]);
  await page.getByRole('button', { name: 'Restore …' }).click();
  await page.getByRole('combobox').fill('/home/ada/letter.pdf');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText('it is no backup of Inkling’s').waitFor();
  await page.getByRole('combobox').fill(engine.keeping.written[0] ?? '');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect.poll(() => engine.keeping.restored).toEqual(engine.keeping.written);
});

test('the library is moved to a folder that is new; one that is not empty is refused beside its field', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page, tab, host } = opened;
  await page.getByRole('button', { name: 'Move …' }).click();
  const folder = page.getByRole('dialog', { name: 'Move the library' }).getByRole('combobox');
  await folder.fill('/home/ada/Papers');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('There is something in /home/ada/Papers already.').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await folder.fill('/home/ada/Inkling');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page
    .getByRole('region', { name: 'Messages' })
    .getByText('The library is in /home/ada/Inkling now.')
    .waitFor();
  await page.getByText('in /home/ada/Inkling. It holds').waitFor();
  expect((await brokenPromises(tab, host)).filter((broken) => !broken.includes('400'))).toEqual([]);
});

test('about names versions, licences and the connections that were counted', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page, tab, host } = opened;
  await page.keyboard.press('F1');
  await page.keyboard.type('about');
  await page.keyboard.press('Enter');
  await page.getByText('No connection to another computer').waitFor();
  await page.getByText('better-sqlite3 13.2.0').click();
  await page.getByText('MIT License …').first().waitFor();
  expect(await accessFaults(page)).toEqual([]);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('larger text and denser rows take the page with them', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { at: 'Settings' });
  const { page } = opened;
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  const before = await size();
  await page.getByRole('button', { name: 'Largest' }).click();
  await expect.poll(size).not.toBe(before);
  await page.getByRole('button', { name: 'Dense' }).click();
  await expect.poll(() => engine.settings.density).toBe('dense');
  expect(await accessFaults(page)).toEqual([]);
});
