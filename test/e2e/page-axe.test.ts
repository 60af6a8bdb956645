import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { axeFaults } from '../helpers/axe.ts';
import { accessFaults, launchBrowser } from '../helpers/browser-page.ts';
import { openPage } from '../helpers/open-page.ts';
import { TOUR } from '../helpers/page-tour.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(TOUR)('$name', async ({ engine, at, walk }) => {
    await using opened = await openPage(browser, engine(), {
      colorScheme,
      reducedMotion: 'reduce',
      ...(at !== undefined && { at }),
    });
    await walk(opened);
    expect(await axeFaults(opened.page)).toEqual([]);
    expect(await accessFaults(opened.page)).toEqual([]);
  });
});
