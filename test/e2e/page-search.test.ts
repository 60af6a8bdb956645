import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { DOCUMENTS, HOME, LEASE, lightResults, stageOf } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import {
  DEEP_ORDER,
  focused,
  library,
  LIGHT_ORDER,
  order,
  QUERY,
  thirdFromTop,
} from '../helpers/page-scene.ts';
import { ScriptedEngine } from '../helpers/scripted-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('by keyboard alone: the first folder, a query, a better order, the passage, and back', async () => {
  const engine = new ScriptedEngine();
  await using opened = await openPage(browser, engine, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page, tab, host } = opened;

  await page.getByRole('heading', { name: 'Which folders may Inkling read?' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.type('/home/ada/Docu');
  await page.getByRole('option', { name: HOME, exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe(`${HOME}/`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  expect(engine.folders).toEqual([]);
  await page.getByRole('button', { name: 'Start reading' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Inkling reads your documents.' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  const onward = page.getByRole('button', { name: 'Search in your own words' });
  await expect.poll(() => onward.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');

  const query = page.getByRole('combobox', { name: 'Search your documents' });
  await expect.poll(() => query.evaluate((field) => field === document.activeElement)).toBe(true);
  await expect.poll(() => engine.folders.map((folder) => folder.path)).toEqual([HOME]);

  engine.held = true;
  await page.keyboard.type(QUERY);
  await page.getByText('first list, 9 ms; reading 64 closely …').waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe(LIGHT_ORDER[0]);
  await page.keyboard.press('j');
  await expect.poll(() => focused(page)).toBe(LIGHT_ORDER[1]);
  engine.release();
  await page.getByRole('button', { name: /Better order ready/ }).waitFor();
  expect(await order(page)).toEqual(LIGHT_ORDER);
  await page.keyboard.press('r');
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  expect(await focused(page)).toBe(LIGHT_ORDER[1]);
  expect(await page.locator('[aria-current=true] [data-title]').textContent()).toBe(LIGHT_ORDER[1]);

  await page.keyboard.press('Home');
  await expect.poll(() => focused(page)).toBe(DEEP_ORDER[0]);
  await page.keyboard.press('ArrowRight');
  await page.getByText('On leaving, the flat is handed over').first().waitFor();
  await page.keyboard.press('Space');
  await expect
    .poll(() => page.locator('[data-preview-page]').evaluate((desk) => desk === document.activeElement))
    .toBe(true);
  await page.keyboard.press('t');
  const text = page.locator('[data-preview-text]');
  await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
  await expect
    .poll(() =>
      page
        .locator('mark.passage')
        .allTextContents()
        .then((parts) => parts.join('')),
    )
    .toContain('(2) The tenant may terminate');
  await expect.poll(() => page.locator('mark.passage.hit').allTextContents()).toEqual(['notice']);
  await expect.poll(() => thirdFromTop(page)).toBe(true);
  await page.keyboard.press('n');
  await page.getByText('Passage 2 of 4').waitFor();
  await expect.poll(() => page.locator('mark.passage').first().textContent()).toMatch(/^\(4\) /);
  await page.keyboard.press('p');
  await page.getByText('Passage 1 of 4').waitFor();
  await page.keyboard.press('c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(LEASE.path);
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe(DEEP_ORDER[0]);
  await page.keyboard.press('Escape');
  await expect.poll(() => query.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'What do you remember of it?' }).waitFor();
  await page.keyboard.press('Control+3');
  await page.getByRole('heading', { name: 'Library' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});

/** The passage begins a third down the pane, give or take a line. */

test('nobody at the list: it refines by itself, and says what rose', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  engine.held = true;
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(LIGHT_ORDER);
  engine.release();
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  await page.getByText('read closely, 0.4 s').waitFor();
  expect(await page.getByText('places up after close reading').count()).toBeGreaterThan(0);
  // Nobody chose: the best document stands in the preview.
  await page
    .getByRole('region', { name: 'Preview' })
    .getByRole('heading', { name: 'Tenancy agreement' })
    .waitFor();
  await expect
    .poll(() => page.getByRole('status').textContent(), { timeout: 4000 })
    .toContain('Order improved; first is Tenancy agreement Lindenweg 14.');
  await expect.poll(() => page.getByText('places up').count(), { timeout: 6000 }).toBe(0);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a pointer that moves over the list freezes it', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  engine.held = true;
  await page.mouse.move(300, 400);
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(LIGHT_ORDER);
  await page.mouse.move(310, 420);
  engine.release();
  await page.getByRole('button', { name: /Better order ready/ }).click();
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
});

test('a misspelt word is searched as it was meant, and as it stands where that is wanted', async () => {
  await using opened = await openPage(browser, library());
  const { page } = opened;
  await page.locator('#query').fill('how much noticce');
  await page.getByText('Showing results for notice.').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Search for noticce instead' }).click();
  await page.locator('[data-corrected]').waitFor({ state: 'detached' });
  await page.locator('[data-title]').first().waitFor();
  expect(await page.locator('#query').inputValue()).toBe('how much noticce');
});

test('a newer query cancels the one before, whose answer is never shown', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  const query = page.locator('#query');
  await query.fill('notice');
  await page.getByText('read closely').waitFor();
  let answer = (): void => {};
  engine.script = async function* (asked) {
    if (asked === 'slow') await new Promise<void>((resolve) => (answer = resolve));
    yield stageOf('light', [], { final: true });
  };
  await query.fill('slow');
  await page.getByText('for the words before; searching …').waitFor();
  expect(await order(page)).toEqual(DEEP_ORDER);
  await query.fill('quick');
  await page.getByText('Nothing speaks of this.').waitFor();
  answer();
  await expect.poll(() => engine.cancelled).toContain('slow');
  await expect.poll(() => engine.asked).toEqual(['notice', 'slow', 'quick']);
});

test('what a file holds is shown, never run', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  page.on('dialog', () => expect.unreachable('a file opened a dialogue'));
  await page.locator('#query').fill(QUERY);
  await page.getByText('read closely').waitFor();
  await page.locator('#query').press('ArrowDown');
  await page.keyboard.press('End');
  await page.getByRole('button', { name: /^House rules/ }).click();
  await expect
    .poll(() => page.locator('[data-preview-text]').textContent())
    .toContain('<script>alert("never run")</script>');
  expect(await page.locator('main script').count()).toBe(0);
});

test('a document of two million characters opens at its passage at once, and is read on in parts', async () => {
  const line = 'One line of a long record, and then another one of the same kind follows it.\n\n';
  const start = line.length * 13_000;
  const text = `${line.repeat(13_000)}Here is the notice that is sought.\n\n${line.repeat(13_000)}`;
  const document = { ...LEASE, path: `${HOME}/Long.txt`, title: 'Long', format: 'txt', text, places: [] };
  const engine = library();
  engine.documents = [...DOCUMENTS, document];
  engine.script = async function* () {
    const passage = {
      text: 'Here is the notice that is sought.',
      page: null,
      heading: null,
      start,
      end: start + 34,
      marks: [{ start: 12, end: 18 }],
      answer: null,
      score: 1,
    };
    const result = {
      path: document.path,
      file: document.path,
      name: 'Long.txt',
      title: 'Long',
      connected: true,
      format: 'txt',
      size: text.length,
      modified: 0,
      score: 1,
      passages: [passage],
      recognised: false,
      weak: false,
      labels: [],
      alsoAt: [],
      reasons: [],
    };
    yield stageOf('close', [result], { final: true });
  };
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await page.locator('#query').fill('notice');
  await expect.poll(() => page.locator('mark.passage.hit').allTextContents()).toEqual(['notice']);
  await expect.poll(() => thirdFromTop(page)).toBe(true);
  const length = () => page.locator('[data-preview-text]').evaluate((pane) => pane.textContent?.length ?? 0);
  const before = await length();
  expect(before).toBeLessThan(200_000);
  await page.getByRole('button', { name: 'Later text' }).click();
  await expect.poll(length).toBeGreaterThan(before + 100_000);
  await page.getByRole('button', { name: 'Earlier text' }).click();
  await expect.poll(length).toBeGreaterThan(before + 130_000);
});

test('by keys: weaker matches unfold behind the others, and the list goes out as BibTeX', async () => {
  const engine = library();
  engine.script = async function* () {
    const results = lightResults().map((result, place) => ({ ...result, weak: place > 3 }));
    yield stageOf('close', results, { final: true });
  };
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByRole('heading', { name: '4 documents' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show weaker matches' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '7 documents' }).waitFor();
  await page.getByRole('heading', { name: 'Weaker matches 3' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toMatch(/^Hide/);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Export the list' }).focus();
  await page.keyboard.press('Enter');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'BibTeX' }).press('Enter'),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.bib$/);
  await expect.poll(() => engine.searches.exported[0]?.documents).toHaveLength(7);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('reduced motion: nothing moves, nothing fades', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, { reducedMotion: 'reduce' });
  const { page } = opened;
  await page.evaluate(() => {
    const { animate } = Element.prototype;
    Element.prototype.animate = function (...given) {
      document.body.dataset['moved'] = 'yes';
      return animate.apply(this, given);
    };
  });
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  expect(await page.evaluate(() => document.body.dataset['moved'] ?? 'no')).toBe('no');
});
