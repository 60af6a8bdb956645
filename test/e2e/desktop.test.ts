import { lstat, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { brokenPromises, launchBrowser, accessFaults } from '../helpers/browser-page.ts';
import { openDesktop } from '../helpers/desktop-page.ts';
import { HOME, LEASE } from '../helpers/fake-answers.ts';
import { DEEP_ORDER, library, order, QUERY } from '../helpers/page-scene.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the page finds by its port, shows pictures by its scheme, and reaches nothing of Electron', async () => {
  await using desktop = await openDesktop(browser, library());
  const { page, tab, host } = desktop;
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  await page.getByRole('img', { name: /^Page 3 of/ }).waitFor();
  const reached = await page.evaluate(() =>
    ['require', 'process', 'electron', 'module', 'ipcRenderer', '__standInCall'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(reached).toEqual([]);
  expect(await accessFaults(page)).toEqual([]);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('no page goes elsewhere, opens a window, or asks the network for anything', async () => {
  await using desktop = await openDesktop(browser, library());
  const { page, window } = desktop;
  await page.locator('#query').waitFor();
  await page.evaluate(() => void (location.href = 'https://example.org/'));
  await page.evaluate(() => void globalThis.open('https://example.org/'));
  await expect.poll(() => window.webContents.refusedWindows.length).toBe(1);
  const fetched = await page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'came',
      () => 'refused',
    ),
  );
  expect(fetched).toBe('refused');
  expect(new URL(page.url()).host).toBe('app.inkling-page.invalid');
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
});

test('keys from anywhere open the small search: type, arrows, Enter opens, Esc closes', async () => {
  const engine = library();
  await using desktop = await openDesktop(browser, engine);
  desktop.electron.globalShortcut.press('CommandOrControl+Shift+Space');
  const { window, page } = await desktop.quick();
  const field = page.getByRole('combobox', { name: 'Search your documents' });
  await field.waitFor();
  expect([window.isVisible(), window.options.frame, window.options.alwaysOnTop]).toEqual([true, false, true]);
  await page.keyboard.type(QUERY);
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const chosen = page.getByRole('option', { selected: true });
  await expect.poll(() => chosen.getAttribute('title')).not.toBeNull();
  const path = await chosen.getAttribute('title');
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => window.isVisible()).toBe(false);
  await expect.poll(() => engine.opened).toEqual([expect.stringContaining(path ?? 'a path')]);
  desktop.electron.globalShortcut.press('CommandOrControl+Shift+Space');
  expect(window.isVisible()).toBe(true);
  await expect.poll(() => field.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await expect.poll(() => window.isVisible()).toBe(false);
  desktop.electron.globalShortcut.press('CommandOrControl+Shift+Space');
  window.blur();
  expect(window.isVisible()).toBe(false);
});

test('Ctrl+Enter in the small search shows the document in the large window', async () => {
  await using desktop = await openDesktop(browser, library());
  desktop.shell.quickSearch();
  const { page, window } = await desktop.quick();
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(3);
  const chosen = page.getByRole('option', { selected: true });
  await expect.poll(() => chosen.getAttribute('title')).toBe(LEASE.path);
  await page.keyboard.press('Control+Enter');
  const preview = desktop.page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('heading', { name: 'Tenancy agreement' }).waitFor();
  await expect.poll(() => window.isVisible()).toBe(false);
});

test('a link selects a document and its passage; it opens and runs nothing', async () => {
  const engine = library();
  const link = `inkling://document?path=${encodeURIComponent(LEASE.path)}&start=0&end=40`;
  await using desktop = await openDesktop(browser, engine, { given: ['inkling', link] });
  const { page, electron } = desktop;
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('heading', { name: 'Tenancy agreement' }).waitFor();
  electron.app.emit('second-instance', {}, ['inkling', 'inkling://document?path=/nowhere.pdf']);
  await page
    .getByText(/does not know|is not in|no document|not there/i)
    .first()
    .waitFor();
  electron.app.emit('second-instance', {}, ['inkling', 'inkling://open?path=/bin/sh']);
  expect(engine.opened).toEqual([]);
  expect([electron.shell.opened, electron.shell.shown]).toEqual([[], []]);
});

test('folders are chosen in the system’s own dialogue, or dropped into the window', async () => {
  await using folder = await temporaryFolder();
  const engine = library();
  await using desktop = await openDesktop(browser, engine, {
    droppable: { Papers: folder.path, 'a.txt': '/nowhere/a.txt' },
  });
  const { page, electron } = desktop;
  electron.dialog.chosen = [`${HOME}/Flat`];
  electron.seen.menu?.click('Add folders …');
  await page.getByText('1 folder added.').first().waitFor();
  expect(electron.dialog.asked).toHaveLength(1);
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    for (const name of ['Papers', 'a.txt']) dropped.items.add(new File([], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  // A script's drop is none of a person's.
  expect(engine.folders.map(({ path }) => path)).not.toContain(folder.path);
  await dropByHand(page, ['Papers', 'a.txt']);
  await expect.poll(() => engine.folders.map(({ path }) => path)).toContain(folder.path);
  expect(engine.folders.map(({ path }) => path)).not.toContain('/nowhere/a.txt');
});

test('the tray tells how reading stands, and pauses it', async () => {
  const engine = library();
  await using desktop = await openDesktop(browser, engine);
  const [tray] = desktop.electron.seen.trays;
  await expect.poll(() => tray?.toolTip).toBe('Inkling: Reading: 8,405 of 11,930 files');
  expect(desktop.window.progress).toBeCloseTo(8405 / 11_930);
  tray?.menu?.click('Pause reading');
  await expect.poll(() => tray?.toolTip).toBe('Inkling: Reading is paused');
  expect([engine.pause, desktop.window.progress]).toEqual(['all', -1]);
  tray?.menu?.click('Go on reading');
  await expect.poll(() => engine.pause).toBe('none');
});

test('closing the window leaves the tray; quitting waits for the engine', async () => {
  await using desktop = await openDesktop(browser, library());
  const { electron, window, runs } = desktop;
  window.close();
  expect([window.isVisible(), window.isDestroyed()]).toEqual([false, false]);
  electron.seen.trays[0]?.emit('click');
  expect(window.isVisible()).toBe(true);
  electron.app.quit();
  await expect.poll(() => electron.app.exitCode).toBe(0);
  expect([runs.closed, window.isDestroyed()]).toEqual([1, true]);
});

test('a page that crashes is there again, with its ports', async () => {
  await using desktop = await openDesktop(browser, library());
  const { window } = desktop;
  await desktop.page.locator('#query').waitFor();
  await window.webContents.crash();
  await expect.poll(() => window.webContents.page).not.toBeNull();
  const again = window.webContents.page;
  await again?.locator('#query').fill(QUERY);
  await expect.poll(() => (again === null ? [] : order(again))).toEqual(DEEP_ORDER);
});

test('an engine that crashes is started anew; what is asked meanwhile is answered', async () => {
  await using desktop = await openDesktop(browser, library());
  const { page, runs } = desktop;
  await page.locator('#query').waitFor();
  runs.crash();
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page), { timeout: 20_000 }).toEqual(DEEP_ORDER);
  expect(runs.begun).toBe(2);
});

test('a page that was filled before takes keys at once, and answers when its engine is there', async () => {
  await using data = await temporaryFolder();
  await using before = await openDesktop(browser, library(), { data: data.path });
  await before.page.locator('#query').waitFor();
  const kept = join(data.path, 'page.json');
  await expect.poll(() => readFile(kept, 'utf8').catch(() => '')).toContain('"filled":true');
  await before[Symbol.asyncDispose]();
  const comes = Promise.withResolvers<void>();
  await using desktop = await openDesktop(browser, library(), {
    data: data.path,
    engineComes: comes.promise,
  });
  const { page } = desktop;
  await page.locator('#query').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('query');
  await page.keyboard.type(QUERY);
  await page.getByText('Searching …').waitFor();
  comes.resolve();
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  expect(await page.locator('#query').inputValue()).toBe(QUERY);
});

test('the settings of the desktop: keys that another program has are said to be, and kept ones come back', async () => {
  await using desktop = await openDesktop(browser, library());
  const { page, electron, window } = desktop;
  electron.globalShortcut.taken.add('Control+Alt+J');
  electron.seen.menu?.click('Settings …');
  const keys = page.getByRole('button', { name: /^Keys of the quick search/ });
  await keys.click();
  await page.keyboard.press('Control+Alt+j');
  await page.getByText('Another program has these keys.').waitFor();
  await keys.click();
  await page.keyboard.press('Control+Alt+k');
  await expect.poll(() => electron.globalShortcut.isRegistered('Control+Alt+K')).toBe(true);
  await expect.poll(() => page.getByText('Another program has these keys.').count()).toBe(0);
  await page.getByRole('switch', { name: 'Stay in the tray' }).click();
  await expect.poll(() => desktop.shell.stays).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  window.close();
  await expect.poll(() => electron.app.exitCode).toBe(0);
});

test('inkling goes into terminals by the person’s choice, and out again; another program’s stays', async () => {
  await using desktop = await openDesktop(browser, library());
  const { page, electron } = desktop;
  const file = join(electron.app.getPath('home'), '.local', 'bin', 'inkling');
  electron.seen.menu?.click('Inkling in the terminal …');
  const choice = page.getByRole('switch', { name: 'Inkling in the terminal' });
  await choice.waitFor();
  await expect.poll(() => choice.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await choice.getAttribute('aria-checked')).toBe('false');
  expect(await lstat(file).catch(() => null)).toBeNull();
  await page.keyboard.press('Space');
  await page.getByText(`It stands at ${file}.`).waitFor();
  expect(await readlink(file)).toBe(join(electron.app.getAppPath(), '../bin/inkling'));
  await choice.click();
  await expect.poll(() => choice.getAttribute('aria-checked')).toBe('false');
  expect(await lstat(file).catch(() => null)).toBeNull();

  await writeFile(file, '#!/bin/sh\necho another\n');
  await choice.click();
  const refused = page.getByRole('alert').filter({ hasText: 'belongs to another program' });
  await refused.getByText('Move or rename that file').waitFor();
  expect(await choice.getAttribute('aria-checked')).toBe('false');
  expect(await readFile(file, 'utf8')).toContain('another');
  expect(await accessFaults(page)).toEqual([]);
});

test('what is printed is the document that is looked at, alone and on white paper', async () => {
  await using desktop = await openDesktop(browser, library(), { colorScheme: 'dark' });
  const { page, electron, window } = desktop;
  await page.locator('#query').fill(QUERY);
  await page.getByRole('img', { name: /^Page 3 of/ }).waitFor();
  electron.seen.menu?.click('Print what is shown …');
  expect(window.webContents.prints).toEqual([{ printBackground: true }]);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(() => {
    const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
    const colour = (selector: string): string => {
      const found = document.querySelector(selector);
      return found === null ? 'none' : getComputedStyle(found).backgroundColor;
    };
    const preview = document.querySelector('[data-preview]');
    const leaves = [...document.body.querySelectorAll('*')].filter(
      (element) => isSeen(element) && element.childElementCount === 0,
    );
    return {
      beside: leaves.filter((leaf) => preview?.contains(leaf) === false && !leaf.contains(preview)).length,
      buttons: [...document.querySelectorAll('button')].filter(isSeen).length,
      title: preview?.querySelector('h2')?.textContent?.trim() ?? '',
      page: preview?.querySelector('img')?.getClientRects().length ?? 0,
      grounds: ['body', '[data-preview]', '[data-preview] .desk'].map(colour),
    };
  });
  expect(printed).toMatchObject({ beside: 0, buttons: 0, page: 1 });
  expect(printed.title).toContain('Tenancy agreement');
  expect(new Set(printed.grounds)).toEqual(new Set(['rgb(255, 255, 255)']));
  // As the system prints: the name and the page of the document stand on one sheet.
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1);
});

/** As the system drops files: by the browser itself, so that the page can trust it. */
async function dropByHand(page: Page, names: readonly string[]): Promise<void> {
  await using folder = await temporaryFolder();
  const files = names.map((name) => join(folder.path, name));
  for (const file of files) await writeFile(file, '');
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
}
