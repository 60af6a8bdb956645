import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { launchBrowser } from '../helpers/browser-page.ts';
import { deepResults, stageOf } from '../helpers/fake-answers.ts';
import { cutOff, running } from '../helpers/layout-faults.ts';
import { openPage } from '../helpers/open-page.ts';
import { order } from '../helpers/page-scene.ts';
import { TOUR, tourLibrary } from '../helpers/page-tour.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const SIGHTS: readonly (readonly [name: string, BrowserContextOptions])[] = [
  ['360 px', { viewport: { width: 360, height: 740 } }],
  ['800 px', { viewport: { width: 800, height: 900 } }],
  ['1280 px', { viewport: { width: 1280, height: 800 } }],
  ['1280 px at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ['2560 px', { viewport: { width: 2560, height: 1440 } }],
];

describe.each(SIGHTS)('%s', (_name, sight) => {
  test.each(TOUR)('$name', async ({ engine, at, walk }) => {
    await using opened = await openPage(browser, engine(), {
      ...sight,
      reducedMotion: 'reduce',
      ...(at !== undefined && { at }),
    });
    await walk(opened);
    expect(await cutOff(opened.page)).toEqual([]);
    expect(await running(opened.page)).toEqual([]);
  });
});

const HEBREW = 'חוזה שכירות של הדירה ברחוב הטיליה';
const LONG = 'annual statement of charges and deposits '.repeat(8).slice(0, 300);

/** Four documents like others, but for their names. */
function named(titles: readonly string[]) {
  const engine = tourLibrary();
  const [example] = deepResults();
  const results = titles.map((title, place) => ({
    ...(example ?? expect.unreachable()),
    ...(place > 0 && { path: `/home/ada/Documents/${title}.pdf` }),
    name: `${title}.pdf`,
    title,
  }));
  engine.script = async function* () {
    yield stageOf('close', results, { final: true });
  };
  return engine;
}

const rowHeights = (page: Page): Promise<number[]> =>
  page
    .locator('[data-results] li')
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));

test.each([360, 1280])(
  'names of 300 letters and names from right to left keep to their row at %i px',
  async (width) => {
    await using opened = await openPage(browser, named(['Lease', HEBREW, LONG, HEBREW.repeat(9)]), {
      viewport: { width, height: 800 },
    });
    const { page } = opened;
    await page.locator('#query').fill('lease');
    await expect.poll(async () => (await order(page)).length).toBe(4);
    expect(new Set(await rowHeights(page)).size).toBe(1);
    expect(await cutOff(page)).toEqual([]);
    const title = page.locator('[data-title]').nth(1);
    expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    expect(await title.locator('span').evaluate((element) => getComputedStyle(element).direction)).toBe(
      'ltr',
    );
    for (const row of await page.locator('[data-results] li').all())
      expect(await row.getByRole('button', { name: /more/ }).isVisible()).toBe(true);
  },
);

test.each([360, 1280])('the same names in the list of what could not be read, at %i px', async (width) => {
  const engine = tourLibrary();
  engine.errors = [LONG, HEBREW.repeat(9)].map((title) => ({
    path: `/home/ada/Documents/${title}.pdf`,
    code: 'NO_TEXT',
    cause: 'Its pages are pictures without text.',
    remedy: 'Let a scanner program recognise its text.',
  }));
  await using opened = await openPage(browser, engine, { viewport: { width, height: 800 }, at: 'Library' });
  const { page } = opened;
  await page.getByRole('button', { name: /^Try again: annual statement/ }).waitFor();
  expect(await cutOff(page)).toEqual([]);
  expect(await running(page)).toEqual([]);
});

const IN_FORCED_COLOURS = ['search', 'topics', 'map', 'library', 'settings', 'new label'];

test.each(TOUR.filter(({ name }) => IN_FORCED_COLOURS.includes(name)))(
  'in forced colours every control keeps an edge, and what is chosen is told apart: $name',
  async ({ engine, at, walk }) => {
    await using opened = await openPage(browser, engine(), {
      forcedColors: 'active',
      ...(at !== undefined && { at }),
    });
    await walk(opened);
    const edgeless = await opened.page
      .locator('form[role=search], .btn.primary, [aria-pressed=true], li[aria-current], dialog[open]')
      .evaluateAll((elements) =>
        elements
          .filter((element) => {
            const { borderTopWidth, borderLeftWidth, outlineStyle } = getComputedStyle(element);
            return borderTopWidth === '0px' && borderLeftWidth === '0px' && outlineStyle === 'none';
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    expect(edgeless).toEqual([]);
  },
);
