import { existsSync } from 'node:fs';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launchBrowser, openTab } from '../helpers/browser-page.ts';
import { openedBy } from '../helpers/command-line.ts';
import { endEngine } from '../helpers/real-library.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const DEV = fileURLToPath(new URL('../../build/setup/dev.mjs', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../src-renderer/styles/tokens.css', import.meta.url));
const PATIENTLY = { timeout: 60_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('npm run dev: documents are made and found, a changed source comes by itself, Ctrl-C ends all of it', async () => {
  await using folder = await temporaryFolder();
  const library = join(folder.path, 'library');
  const dev = await openedBy([process.execPath, DEV, folder.path]);
  try {
    await using tab = await openTab(browser);
    const { page } = tab;
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(dev.url);
    await page.locator('#query').waitFor(PATIENTLY);
    await page.locator('#query').fill('how do bees survive the cold');
    await expect.poll(() => page.locator('[data-title]').first().textContent(), PATIENTLY).toMatch(/\w/);
    await expect
      .poll(() => page.locator('[data-results]').textContent(), PATIENTLY)
      .toContain('overwinter on stored honey');
    await page.getByRole('button', { name: 'Clear the query' }).click();
    // As an editor that saves it; what it holds stays as it is.
    const now = new Date();
    await utimes(SOURCE, now, now);
    await expect
      .poll(() => said.filter((text) => text.includes('hot updated')).join(), PATIENTLY)
      .toContain('tokens.css');
    expect((await readdir(join(folder.path, 'documents'), { recursive: true })).length).toBeGreaterThan(200);
    const { origin } = new URL(dev.url);
    expect(tab.requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([]);
    expect(await dev.end('SIGINT')).toBe(0);
    expect(existsSync(join(library, 'engine.json'))).toBe(false);
  } finally {
    await dev.end('SIGINT');
    await endEngine(library);
  }
});
