import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launchBrowser, openTab } from '../helpers/browser-page.ts';
import { inklingOpen } from '../helpers/command-line.ts';
import { fillerFiles, UNREADABLE, writeFiles } from '../helpers/made-corpus.ts';
import { realLibrary } from '../helpers/real-library.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Command lines of processes that name a library; those of its engine's children name nothing and go with it. */
function processesOf(library: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(library));
}

/** Waits on the library's page until every file is searchable and deepened. */
async function allRead(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  for (const name of ['Searchable', 'Deepened']) {
    const bar = page.getByRole('progressbar', { name });
    await expect.poll(() => bar.getAttribute('aria-valuenow'), { timeout: 60_000 }).toBe('100');
  }
}

/** As when memory runs out: nothing of it is put in order. */
function killEngineOf(library: string): void {
  const [engine] = processesOf(library).filter((line) => line.includes('engine-process'));
  if (engine === undefined) throw new Error('no engine runs');
  process.kill(Number.parseInt(engine, 10), 'SIGKILL');
}

test('the real engine in a real browser: from the typed command to the passage, and to its end', async () => {
  await using real = await realLibrary();
  await writeFiles(real.papers, { ...UNREADABLE, ...fillerFiles(60, 1, 10) });
  const opened = await inklingOpen(real.library, real.papers);
  {
    await using tab = await openTab(browser);
    const { page } = tab;
    await page.goto(opened.url);
    await allRead(page);
    const errors = await page.getByRole('row').allTextContents();
    for (const name of ['papers/broken.pdf', 'lighthouse-holiday.gif']) {
      expect(errors.some((row) => row.includes(name.slice(name.lastIndexOf('/') + 1)))).toBe(true);
    }

    await page.keyboard.press('Control+1');
    await page
      .getByRole('combobox', { name: 'Search your documents' })
      .fill('how do I terminate the rent contract');
    await page.getByText('read closely').waitFor();
    const first = page.locator('[data-title]').first();
    expect(await first.textContent()).toBe('Moving house.md');
    await first.click();
    await expect
      .poll(() => page.locator('[data-preview-text]').textContent())
      .toContain('three months notice');
    expect(tab.complaints).toEqual([]);
    expect(
      tab.requests.filter((url) => !url.startsWith(new URL(opened.url).origin) && !url.startsWith('blob:')),
    ).toEqual([]);
  }
  expect(processesOf(real.library).length).toBeGreaterThan(0);
  expect(await opened.end('SIGINT')).toBe(0);
  expect(processesOf(real.library)).toEqual([]);
  expect(existsSync(join(real.library, 'engine.json'))).toBe(false);
});

test('the engine is killed under the page: another answers, and what was typed stays', async () => {
  await using real = await realLibrary();
  const opened = await inklingOpen(real.library, real.papers);
  {
    await using tab = await openTab(browser);
    const { page } = tab;
    await page.goto(opened.url);
    const query = page.getByRole('combobox', { name: 'Search your documents' });
    await allRead(page);
    await page.keyboard.press('Control+1');
    killEngineOf(real.library);
    await query.fill('how do I terminate the rent contract');
    await expect.poll(() => page.locator('[data-title]').count(), { timeout: 60_000 }).toBeGreaterThan(0);
    expect(await page.locator('[data-title]').first().textContent()).toBe('Moving house.md');
    expect(await query.inputValue()).toBe('how do I terminate the rent contract');
    await expect.poll(() => page.getByText('Inkling’s engine stopped.').count(), { timeout: 20_000 }).toBe(0);
  }
  expect(await opened.end('SIGINT')).toBe(0);
  expect(processesOf(real.library)).toEqual([]);
});
