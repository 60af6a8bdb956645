import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import { deepResults, stageOf } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import { DEEP_ORDER, focused, library, LIGHT_ORDER, order, QUERY } from '../helpers/page-scene.ts';

const MANY = 10_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

function withTypes() {
  const engine = library();
  engine.completions = (query) =>
    query === 'type:'
      ? ['pdf', 'mail'].map((text) => ({ start: 5, end: 5, text, detail: '12 documents' }))
      : [];
  return engine;
}

test('by mouse: a filter is chosen, a second beside it, and taken off its chip', async () => {
  const engine = withTypes();
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByRole('button', { name: 'Type', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /pdf/i }).click();
  await expect.poll(() => engine.asked.at(-1)).toBe(`type:pdf ${QUERY}`);
  await page.getByRole('menuitemcheckbox', { name: /mail/i }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => engine.asked.at(-1)).toBe(`type:pdf,mail ${QUERY}`);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove type pdf or mail' }).click();
  await expect.poll(() => engine.asked.at(-1)).toBe(QUERY);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('by keyboard alone: a filter is typed, edited and removed', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  const query = page.locator('#query');
  await query.focus();
  await page.keyboard.type('type:pdf notice');
  await expect.poll(() => engine.asked.at(-1)).toBe('type:pdf notice');
  await expect.poll(() => query.inputValue()).toBe('notice');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect.poll(() => focused(page)).toBe('type pdf');
  await page.keyboard.press('Enter');
  await expect.poll(() => query.inputValue()).toBe('notice type:pdf');
  await page.keyboard.type(',mail ');
  await expect.poll(() => engine.asked.at(-1)).toBe('type:pdf,mail notice');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect.poll(() => engine.asked.at(-1)).toBe('notice');
});

test('several are chosen, stay chosen while the list refines, and their paths are copied', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page } = opened;
  engine.held = true;
  await page.locator('#query').fill(QUERY);
  await expect.poll(() => order(page)).toEqual(LIGHT_ORDER);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 chosen').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  engine.release();
  await page.getByRole('button', { name: /Better order ready/ }).waitFor();
  await page.keyboard.press('r');
  await expect.poll(() => order(page)).toEqual(DEEP_ORDER);
  await page.getByText('2 chosen').waitFor();
  await page.keyboard.press('c');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/Tenants’ handbook 2023\.pdf\n.*notice\.docx$/);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByText('2 chosen').count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.getByText(/^8 chosen/).waitFor();
});

test('ten thousand documents: those near to what is seen are drawn, and the last is one key away', async () => {
  const engine = library();
  const [example] = deepResults();
  const many = Array.from({ length: MANY }, (_, place) => ({
    ...(example ?? expect.unreachable()),
    path: `/home/ada/Documents/${place}.pdf`,
    name: `${place}.pdf`,
    title: `Document ${place}`,
  }));
  engine.script = async function* () {
    yield stageOf('close', many, { final: true });
  };
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await page.locator('#query').fill('notice');
  await page.getByText('Document 0').first().waitFor();
  expect(await page.locator('[data-results] li').count()).toBeLessThan(60);
  expect(await page.locator('[data-results] li').first().getAttribute('aria-setsize')).toBe(String(MANY));
  await page.locator('#query').press('ArrowDown');
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toBe(`Document ${MANY - 1}.pdf`);
  await expect
    .poll(() =>
      page.evaluate(() => (document.activeElement?.getBoundingClientRect().bottom ?? 0) <= innerHeight),
    )
    .toBe(true);
});
