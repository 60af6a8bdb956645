import { readFile } from 'node:fs/promises';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import type { FakeDocument } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import { focused, library, order, QUERY } from '../helpers/page-scene.ts';
import type { ScriptedEngine } from '../helpers/scripted-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A library with two labels, one of which finds documents. */
function labelled(): ScriptedEngine {
  const engine = library();
  const { id } = engine.topics.add('Tenancy', ['notice', 'flat']);
  engine.topics.add('Moving out', ['van'], { parent: id });
  return engine;
}

function records(count: number): FakeDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `/home/ada/Documents/Record ${index}.txt`,
    title: `Record ${index}`,
    format: 'text',
    modified: '2020-01-01',
    text: `A notice about the flat, of which ${index} came before.`,
    places: [],
  }));
}

const verdicts = ({ topics }: ScriptedEngine) => topics.judged.map(({ verdict }) => verdict);
const status = (page: Page) => page.getByRole('status').filter({ hasText: /./ }).first();

test('by keyboard alone: a label, its words, judging, taking back, the threshold', async () => {
  const engine = library();
  await using opened = await openPage(browser, engine);
  const { page, tab, host } = opened;
  await page.locator('#query').waitFor();
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: 'Name a topic, give two or three words.' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);

  await page.keyboard.press('Control+n');
  await page.getByRole('dialog', { name: 'New label' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.type('Tenancy');
  await page.keyboard.press('Tab');
  await page.keyboard.type('notice, noticce');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Tenancy/, selected: true }).waitFor();
  await expect
    .poll(() => page.locator('[data-labels]').evaluate((list) => list === document.activeElement))
    .toBe(true);
  expect(await accessFaults(page)).toEqual([]);

  const field = page.getByRole('textbox', { name: 'Add words' });
  await field.focus();
  await page.keyboard.type('flat, tenant');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove tenant' }).waitFor();
  await page.getByRole('button', { name: 'notice', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.topics.labels[0]?.words).toEqual(['notice', 'flat', 'tenant']);
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Add landlord' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove landlord' }).waitFor();

  await page.getByRole('listbox').focus();
  await page.keyboard.press('j');
  const [first = '', second = '', third = ''] = await order(page);
  await expect.poll(() => focused(page)).toBe(first);
  await page.keyboard.press('y');
  await expect.poll(() => focused(page)).toBe(second);
  await page.keyboard.press('x');
  await expect.poll(() => focused(page)).toBe(third);
  await expect.poll(() => verdicts(engine)).toEqual(['belongs', 'not']);
  await page.getByText('1 for, 1 against').waitFor();
  // The order waits for the person, whose hand is on the list.
  await page.getByRole('button', { name: /Better order ready/ }).waitFor();
  expect((await order(page)).slice(0, 3)).toEqual([first, second, third]);
  await page.keyboard.press('r');
  await expect.poll(() => order(page).then((rows) => rows[1])).not.toBe(second);
  expect(await focused(page)).toBe(third);
  expect(await accessFaults(page)).toEqual([]);

  await page.keyboard.press('Control+z');
  await expect.poll(() => status(page).textContent(), { timeout: 5000 }).toMatch(/^Taken back in Tenancy/);
  await expect.poll(() => focused(page)).toBe(second);
  await page.getByText('1 for', { exact: true }).waitFor();

  const slider = page.getByRole('slider', { name: 'Threshold' });
  await slider.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => engine.topics.labels[0]?.threshold).toBe(0.55);
  await page.getByText('Below 0.55 the label is not given').waitFor();
  await page.getByRole('button', { name: 'Use 0.50, as proposed' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.topics.labels[0]?.threshold).toBeNull();

  await page.getByRole('button', { name: 'Search inside' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-chip]').getByText('Tenancy').waitFor();
  await expect.poll(() => engine.asked).toEqual(['label:"Tenancy"']);
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('by pointer: a judgement is taken back from its message, or beside the examples', async () => {
  const engine = labelled();
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page } = opened;
  const row = page.locator('[data-ranked] > li').first();
  const belongs = row.getByRole('button', { name: / belongs$/ });
  const messages = page.getByRole('region', { name: 'Messages' });
  await belongs.click();
  await messages.getByText(/: belongs\.$/).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await messages.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => verdicts(engine)).toEqual(['belongs', null]);
  await expect.poll(() => belongs.getAttribute('aria-pressed')).toBe('false');
  await messages.getByText(/^Taken back in Tenancy/).waitFor();

  await row.getByRole('button', { name: / does not belong$/ }).click();
  await page.getByText('1 against', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo the last judgement' }).click();
  await expect.poll(() => verdicts(engine)).toEqual(['belongs', null, 'not', null]);
  await page.getByText('Say of a document that it belongs or does not').waitFor();
});

test('those near the line, one after the other', async () => {
  const engine = labelled();
  engine.documents = [...engine.documents, ...records(4)];
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page } = opened;
  const judge = page.getByRole('button', { name: /^Judge the \d+$/ });
  const count = Number((await judge.textContent())?.match(/\d+/)?.[0]);
  await judge.focus();
  await page.keyboard.press('Enter');
  for (let left = count; left > 0; left -= 1) {
    await page.getByText(`${left} document${left === 1 ? '' : 's'} near the line to judge`).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.ariaLabel))
      .toContain('near the line');
    await page.keyboard.press('y');
  }
  await expect.poll(() => page.getByText('near the line to judge').count()).toBe(0);
  await expect.poll(() => verdicts(engine)).toEqual(Array.from({ length: count }, () => 'belongs'));
});

test('a long list is loaded as it is read; lists of it are saved', async () => {
  const engine = labelled();
  engine.documents = records(230);
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page, tab, host } = opened;
  await expect.poll(() => page.locator('[data-title]').count()).toBe(50);
  await page.locator('[data-ranked]').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(() => page.locator('[data-title]').count()).toBeGreaterThan(50);
  await page.locator('[data-title]').first().focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return page.locator('[data-title]').count();
    })
    .toBe(230);
  for (const [item, lines] of [
    ['As CSV', 232],
    ['As list of paths', 231],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ]);
    expect((await readFile(await file.path(), 'utf8')).split('\n')).toHaveLength(lines);
  }
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a label is edited, and removed once it is said what goes', async () => {
  const engine = labelled();
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Edit …' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Moving out');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').filter({ hasText: 'There is a label Moving out already.' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('Lease');
  await page.getByRole('radio', { name: 'Green diamond' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('option', { name: /^Lease/, selected: true }).waitFor();
  await expect.poll(() => engine.topics.labels.find(({ name }) => name === 'Lease')?.colour).toBe(3);
  await page.getByRole('button', { name: 'Remove label …' }).click();
  await page.getByText('Its 2 words are lost.').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('option', { name: /^Moving out/, selected: true }).waitFor();
  await expect.poll(() => engine.topics.labels.map(({ name }) => name)).toEqual(['Moving out']);
});

test('a label of a result opens on its page', async () => {
  const engine = labelled();
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await page.locator('#query').fill(QUERY);
  await page.getByText('read closely').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Label Tenancy' }).click();
  await page.getByRole('heading', { name: 'Tenancy', exact: true }).waitFor();
});

test('under 1080 px the definition is a drawer; in 360 px one pane is seen, with Back', async () => {
  const engine = labelled();
  await using wide = await openPage(browser, engine, {
    viewport: { width: 1000, height: 760 },
    at: 'Topics',
  });
  const definition = wide.page.getByRole('complementary', { name: 'What Tenancy means' });
  expect(await definition.isVisible()).toBe(false);
  const define = wide.page.getByRole('button', { name: 'Define' });
  await define.focus();
  await wide.page.keyboard.press('Enter');
  await definition.waitFor();
  await expect.poll(() => definition.evaluate((pane) => pane === document.activeElement)).toBe(true);
  expect(await accessFaults(wide.page)).toEqual([]);
  await wide.page.keyboard.press('Escape');
  await expect.poll(() => define.evaluate((button) => button === document.activeElement)).toBe(true);

  await using narrow = await openPage(browser, engine, {
    viewport: { width: 360, height: 740 },
    at: 'Topics',
  });
  const { page, tab, host } = narrow;
  const list = page.getByRole('listbox', { name: 'Labels' });
  await list.waitFor();
  expect(await page.getByRole('button', { name: 'Define' }).isVisible()).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('option', { name: /^Tenancy/ }).click();
  await page.locator('[data-title]').first().waitFor();
  expect(await list.isVisible()).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Define' }).click();
  await page.getByRole('slider', { name: 'Threshold' }).waitFor();
  expect(await page.locator('[data-title]').first().isVisible()).toBe(false);
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the documents' }).click();
  await page.getByRole('button', { name: 'Back to the labels' }).click();
  await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole('option', { name: /^No label/ }).click();
  await page.getByRole('heading', { name: /carry no label\.$/ }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Labels' }).click();
  await list.waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});
