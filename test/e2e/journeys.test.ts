import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { browserProgram, launchBrowser, openTab } from '../helpers/browser-page.ts';
import { inklingOpenIn } from '../helpers/command-line.ts';
import { HANDS, type Hand } from '../helpers/hands.ts';
import { fillerFiles, READABLE, UNREADABLE, writeFiles } from '../helpers/made-corpus.ts';
import { makePdf } from '../helpers/make-pdf.ts';
import { realLibrary } from '../helpers/real-library.ts';
import { withoutNetwork, type Surroundings } from '../helpers/without-network.ts';

/** An engine on a busy machine reads and answers within this. */
const PATIENTLY = { timeout: 60_000 };

const surroundings: Surroundings = await withoutNetwork();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(await surroundings.program(browserProgram()));
});
afterAll(async () => {
  await browser?.close();
  await surroundings[Symbol.asyncDispose]();
});

/** Enough that deepening still goes on when it is to be paused; one file of each kind that a journey asks for. */
const FILES = { ...fillerFiles(500, 1, 30), ...READABLE, ...UNREADABLE };

interface Journey {
  readonly page: Page;
  readonly hand: Hand;
  readonly papers: string;
}

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
const query = (page: Page): Locator => page.getByRole('combobox', { name: 'Search your documents' });
const title = (page: Page): Promise<string | null> => page.locator('[data-title]').first().textContent();

async function go({ page, hand }: Journey, name: 'Search' | 'Topics' | 'Library' | 'Settings') {
  const place = ['Search', 'Topics', 'Library', 'Settings'].indexOf(name) + 1;
  if (hand.name === 'mouse') await button(page, name).click();
  else await page.keyboard.press(`Control+${place}`);
  await page.getByRole('heading', { name, level: 1 }).waitFor({ state: 'attached' });
}

async function firstRun({ page, hand, papers }: Journey): Promise<void> {
  await page.getByRole('heading', { name: 'Which folders may Inkling read?' }).waitFor();
  await hand.write(page.getByRole('combobox', { name: 'Path of a folder' }), papers);
  await hand.press(button(page, 'Add'));
  await hand.press(button(page, 'Start reading'));
  await page.getByRole('heading', { name: 'Everything is searchable.' }).waitFor(PATIENTLY);
  await hand.press(button(page, 'Search in your own words'));
  await query(page).waitFor();
}

async function pauseAndResume({ page, hand }: Journey): Promise<void> {
  await hand.choose(
    page.locator('button[aria-haspopup=menu]').filter({ hasText: 'Pause' }),
    page.getByRole('menuitem', { name: 'Pause all for an hour' }),
  );
  await page.getByText(/All reading is paused until \d\d:\d\d\./).waitFor();
  await hand.press(button(page, 'Go on'));
  await expect.poll(() => button(page, 'Go on').count()).toBe(0);
}

async function searchAndRefine({ page, hand }: Journey): Promise<void> {
  await hand.write(query(page), 'how do I terminate the rent contract');
  await page.getByText('read closely').first().waitFor(PATIENTLY);
  await expect.poll(() => title(page)).toMatch(/^Moving (house|out)\.md$/);
  await hand.write(query(page), 'when do I hand over the keys');
  await expect.poll(() => title(page), PATIENTLY).toBe('Moving out.md');
}

async function filter({ page, hand }: Journey): Promise<void> {
  await hand.write(query(page), 'patience');
  await hand.choose(button(page, 'Type'), page.getByRole('menuitemcheckbox', { name: /pdf/i }));
  await page.keyboard.press('Escape');
  await page.locator('[data-chip]').getByText('pdf').waitFor();
  await expect
    .poll(() => page.locator('[data-results] [data-title]').allTextContents(), PATIENTLY)
    .toEqual(['Mirrors.pdf']);
}

async function previewPage({ page, hand }: Journey): Promise<void> {
  const drawn = (number: number): Locator =>
    page.getByRole('img', { name: `Page ${number} of telescope.pdf` });
  if (hand.name === 'mouse') await page.locator('[data-title]').first().click();
  else {
    await query(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
  }
  await drawn(1).waitFor(PATIENTLY);
  if (hand.name === 'mouse') await button(page, 'Next page').click();
  else await page.keyboard.press('ArrowRight');
  await drawn(2).waitFor(PATIENTLY);
}

async function label({ page, hand }: Journey): Promise<void> {
  await go({ page, hand, papers: '' }, 'Topics');
  if (hand.name === 'mouse')
    await button(page, /^New label/)
      .first()
      .click();
  else await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'New label' });
  await hand.write(dialog.getByRole('textbox', { name: 'Name' }), 'Bees');
  await hand.write(dialog.getByRole('textbox', { name: 'Words, parted by commas' }), 'hive, honey, colonies');
  await hand.press(dialog.getByRole('button', { name: 'Make it' }));
  await page.getByRole('option', { name: /^Bees/, selected: true }).waitFor(PATIENTLY);
  const hives = page.getByRole('button', { name: /^Hives in winter/ });
  await hives.first().waitFor(PATIENTLY);
  if (hand.name === 'mouse') await button(page, 'Hives in winter belongs').click();
  else {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('y');
  }
  await page.getByText('1 for', { exact: true }).waitFor(PATIENTLY);
}

async function retry({ page, hand }: Journey): Promise<void> {
  // There is one in each of two folders.
  await hand.press(button(page, 'Try again: broken.pdf').first());
  await page.getByRole('status').filter({ hasText: 'broken.pdf was tried again.' }).waitFor(PATIENTLY);
}

async function seeConnections({ page, hand }: Journey): Promise<void> {
  await hand.press(button(page, 'Show …').last());
  await page
    .getByRole('dialog', { name: 'About Inkling' })
    .getByText('No connection to another computer')
    .waitFor();
  await page.keyboard.press('Escape');
}

async function erase({ page, hand }: Journey): Promise<void> {
  await hand.press(button(page, 'Erase …'));
  await hand.write(page.getByRole('dialog').getByRole('textbox'), 'erase');
  await hand.press(button(page, 'Erase everything'));
  await page.getByRole('heading', { name: 'Which folders may Inkling read?' }).waitFor(PATIENTLY);
}

describe(`the whole of it by a real engine, ${surroundings.name}`, () => {
  test('no other computer can be reached from where it runs', async () => {
    // 192.0.2.1 stands for no computer (RFC 5737): with a route it is silence, without one an error at once.
    const script =
      "require('node:net').connect(80,'192.0.2.1').on('error',e=>console.log(e.code)).setTimeout(500,()=>process.exit())";
    const [program = '', ...argv] = surroundings.command([process.execPath, '-e', script]);
    const { stdout } = await promisify(execFile)(program, argv);
    if (surroundings.isCutOff) expect(stdout.trim()).toBe('ENETUNREACH');
    else expect(surroundings.name).toContain('could not be had');
  });

  test.each(['mouse', 'keyboard'] as const)('every journey by %s', async (name) => {
    await using real = await realLibrary();
    await writeFiles(real.papers, FILES);
    await writeFiles(join(real.papers, 'papers'), {
      'telescope.pdf': makePdf({
        title: 'Mirrors',
        pages: [['Grinding a telescope mirror takes patience.'], ['The parabola is reached by polishing.']],
      }),
    });
    const opened = await inklingOpenIn(surroundings, real.library);
    onTestFinished(() => void opened.end('SIGINT'));
    await using tab = await openTab(browser);
    const { page } = tab;
    await page.goto(opened.url);
    const journey = { page, hand: HANDS[name](page), papers: real.papers };
    await firstRun(journey);
    await go(journey, 'Library');
    await pauseAndResume(journey);
    await go(journey, 'Search');
    await searchAndRefine(journey);
    await filter(journey);
    await previewPage(journey);
    await label(journey);
    await go(journey, 'Library');
    await retry(journey);
    await go(journey, 'Settings');
    await seeConnections(journey);
    // The engine that erases ends meanwhile, and the browser complains of what it did not answer.
    expect(tab.complaints).toEqual([]);
    await erase(journey);
    const { origin } = new URL(opened.url);
    expect(tab.requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([]);
    expect(await opened.end('SIGINT')).toBe(0);
  });
});
