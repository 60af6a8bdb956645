import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { LEASE } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import { library, QUERY } from '../helpers/page-scene.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const marks = (page: Page) => page.locator('[data-preview-page] .passage').count();

/** The passage stands a third down the desk, or the page ends before that. */
function isInView(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const desk = document.querySelector('[data-preview-page]');
    const passage = desk?.querySelector('.passage')?.getBoundingClientRect();
    if (desk === null || passage === undefined) return false;
    const box = desk.getBoundingClientRect();
    const off = passage.top - box.top - box.height / 3;
    return Math.abs(off) < 24 || (desk.scrollTop === 0 && off < 0);
  });
}

const shownWidth = (page: Page) =>
  page
    .locator('[data-preview-page] img')
    .evaluate((image) => Math.round(image.getBoundingClientRect().width));

test('by mouse: a page with its passage, its neighbours, larger and smaller, and its text', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByText('read closely, 0.4 s').waitFor();
  await page.getByRole('img', { name: 'Page 3 of Tenancy agreement Lindenweg 14.pdf' }).waitFor();
  await expect.poll(() => marks(page)).toBeGreaterThan(1);
  await expect.poll(() => isInView(page)).toBe(true);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next passage' }).click();
  await page.getByText('Passage 2 of 4').waitFor();
  await page.getByRole('button', { name: 'Next passage' }).click();
  await page.getByRole('img', { name: 'Page 7 of' }).waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByRole('img', { name: 'Page 8 of' }).waitFor();
  expect(await marks(page)).toBe(0);
  expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  const before = await shownWidth(page);
  await page.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(() => shownWidth(page)).toBeGreaterThan(before * 1.2);
  await page.getByRole('button', { name: '125 %' }).click();
  await expect.poll(() => shownWidth(page)).toBe(before);
  await page.getByRole('group', { name: 'Show as' }).getByRole('button', { name: 'Text' }).click();
  await expect
    .poll(async () => (await page.locator('mark.passage').allTextContents()).join(''))
    .toContain('On leaving, the flat');
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('by keyboard alone: to the page, through its passages and pages, to its text and back', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await page.keyboard.type(QUERY);
  await page.getByText('read closely, 0.4 s').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const desk = page.locator('[data-preview-page]');
  await expect.poll(() => desk.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await page.getByRole('img', { name: 'Page 7 of' }).waitFor();
  await page.keyboard.press('p');
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('img', { name: 'Page 4 of' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  await page.keyboard.press('+');
  await page.getByText('125 %').waitFor();
  await page.keyboard.press('0');
  await page.getByText('100 %').waitFor();
  await page.keyboard.press('t');
  await expect.poll(() => page.locator('mark.passage').first().textContent()).toMatch(/^\(4\) /);
  await page.keyboard.press('t');
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.matches('[data-title]'))).toBe(true);
});

test('a page that cannot be drawn: its text, and a sentence that says why', async () => {
  const engine = library();
  engine.undrawable.add(LEASE.path);
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByText('This page could not be drawn. This is its text.').waitFor();
  await expect.poll(() => page.locator('mark.passage').first().textContent()).toContain('(2) The tenant');
  engine.undrawable.clear();
  await page.getByRole('group', { name: 'Show as' }).getByRole('button', { name: 'Page' }).click();
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
});

test('a page is as sharp as the screen, and no sharper', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { deviceScaleFactor: 2 });
  const { page } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  const width = await shownWidth(page);
  await expect.poll(() => engine.pictures.at(-1)?.width ?? 0).toBeGreaterThanOrEqual(width * 2);
  expect(engine.pictures.at(-1)?.width).toBeLessThan(width * 2 + 64);
});

test('from a document outwards: its program, its folder, a quotation, and what is close to it', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page, tab, host } = opened;
  await page.keyboard.type(QUERY);
  await page.getByText('read closely, 0.4 s').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('img', { name: 'Page 3 of' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => engine.opened).toEqual([`${LEASE.path} at 3`, `folder of ${LEASE.path}`]);
  await page.keyboard.press('q');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^“\(2\) The tenant .*” — Tenancy agreement Lindenweg 14, page 3, § 4 Term and notice, \//);
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Close to Tenancy agreement Lindenweg 14' }).waitFor();
  await page.locator('[data-near] ol > *').first().waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.press('j');
  await page
    .getByRole('region', { name: 'Preview' })
    .getByRole('heading', { name: 'Tenants’ handbook 2023' })
    .waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('region', { name: 'Preview' })
    .getByRole('heading', { name: 'Tenancy agreement Lindenweg 14' })
    .waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('[data-results] [data-title]')))
    .toBe(true);
  expect(await brokenPromises(tab, host)).toEqual([]);
  engine.runnable.add(LEASE.path);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('Inkling opens documents only.').waitFor();
  await page.getByRole('button', { name: 'Show in folder', exact: true }).click();
  await expect.poll(() => engine.opened.length).toBe(3);
});
