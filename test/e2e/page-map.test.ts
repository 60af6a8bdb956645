import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { carrying, frameOf, toScreen, WHOLE, type Place } from '../../src-renderer/topics/map/view.ts';
import { accessFaults, brokenPromises, launchBrowser } from '../helpers/browser-page.ts';
import type { FakeDocument } from '../helpers/fake-answers.ts';
import { openPage } from '../helpers/open-page.ts';
import { focused, library } from '../helpers/page-scene.ts';
import type { ScriptedEngine } from '../helpers/scripted-engine.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const LETTERS = 40;

function letters(): FakeDocument[] {
  return Array.from({ length: LETTERS }, (_, index) => ({
    path: `/home/ada/Documents/Letters/Letter ${index}.txt`,
    title: `Letter ${index}`,
    format: 'text',
    modified: '2020-01-01',
    text: `Dear Ruth, this is letter ${index}.`,
    places: [],
  }));
}

/** What is about the flat lies at one corner, letters at the other. */
function mapped(): { engine: ScriptedEngine; place: (at: number) => Place } {
  const engine = library();
  const first = engine.documents.length;
  const place = (at: number): [number, number] => {
    const [from, step] = at < first ? [at, 0.1] : [at - first, 0.6];
    return [step + (from % 8) * 0.05, step + Math.floor(from / 8) * 0.07];
  };
  engine.topics.add('Tenancy', ['notice', 'flat']);
  engine.documents = [...engine.documents, ...letters()];
  engine.topics.place = place;
  return { engine, place };
}

/** Where a place of the whole map is seen. */
async function seenAt(page: Page, { x, y }: { x: number; y: number }): Promise<[number, number]> {
  const box = await page.locator('[data-map]').boundingBox();
  if (box === null) throw new Error('the map is not seen');
  const frame = frameOf(box, { least: [0.1, 0.1], most: [0.95, 0.88] });
  const [left, top] = toScreen(carrying(frame, WHOLE), [x, y]);
  return [box.x + left, box.y + top];
}

const names = ({ topics }: ScriptedEngine): string[] => topics.labels.map(({ name }) => name);

test('by mouse: a card, its place in the list, a loop, a label of what lies within, and back', async () => {
  const { engine, place } = mapped();
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page, tab, host } = opened;
  await page.locator('[data-title]').first().waitFor();
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await page.getByRole('application', { name: /^Map of 48 documents/ }).waitFor();
  expect(await accessFaults(page)).toEqual([]);

  const card = page.locator('[data-map-card]');
  const [x, y] = place(0);
  await page.mouse.move(...(await seenAt(page, { x, y })));
  await card.getByText('Tenancy agreement Lindenweg 14').waitFor();
  await card.getByText('Tenancy', { exact: true }).waitFor();
  await page.mouse.move(...(await seenAt(page, { x: 0.5, y: 0.4 })));
  await expect.poll(() => card.count()).toBe(0);
  await page.mouse.click(...(await seenAt(page, { x, y })));
  await card.getByRole('button', { name: 'Show in the list' }).click();
  await expect.poll(() => focused(page)).toBe('Tenancy agreement Lindenweg 14.pdf');

  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await page.getByRole('button', { name: 'Draw around documents' }).click();
  await page.mouse.move(...(await seenAt(page, { x: 0.5, y: 0.5 })));
  await page.mouse.down();
  for (const [right, down] of [
    [1, 0.5],
    [1, 0.95],
    [0.5, 0.95],
    [0.5, 0.52],
  ] as const)
    await page.mouse.move(...(await seenAt(page, { x: right, y: down })), { steps: 5 });
  await page.mouse.up();
  await page.getByRole('region', { name: `${LETTERS} documents gathered` }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Leave out Letter 3', exact: true }).click();
  await page.getByRole('button', { name: 'New label from these …' }).click();
  await page.getByText('39 documents are its first examples; words may follow.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Letters');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('option', { name: /^Letters/, selected: true }).waitFor();
  await expect
    .poll(() => engine.topics.judged.filter(({ verdict }) => verdict === 'belongs'))
    .toHaveLength(39);
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => names(engine)).toEqual(['Tenancy']);
  await page.getByRole('option', { name: /^Tenancy/, selected: true }).waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('by keyboard alone: walked, gathered, a label made of it, and taken back', async () => {
  const { engine } = mapped();
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page, tab, host } = opened;
  await page.locator('[data-title]').first().waitFor();
  await page.getByRole('listbox', { name: 'Labels' }).focus();
  await page.keyboard.press('m');
  const map = page.getByRole('application');
  await expect.poll(() => map.evaluate((element) => element === document.activeElement)).toBe(true);
  const card = page.locator('[data-map-card]');
  await page.keyboard.press('ArrowDown');
  await card.waitFor();
  const first = await card.getByRole('heading').textContent();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => card.getByRole('heading').textContent()).not.toBe(first);
  const said = page.getByRole('status').filter({ hasText: /Letter \d+, no label, Documents › Letters/ });
  await said.waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('region', { name: '1 document gathered' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Leave out');
  await page.keyboard.press('Escape');
  await expect.poll(() => map.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('a');
  await page.getByRole('region', { name: '48 documents gathered' }).waitFor();
  for (let step = 0; step < 20 && (await focused(page)) !== 'New label from these …'; step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New label' }).waitFor();
  await page.keyboard.type('Everything');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Everything/, selected: true }).waitFor();
  for (let step = 0; step < 8 && (await focused(page)) !== 'Undo'; step += 1) await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(engine)).toEqual(['Tenancy']);
  await map.focus();
  await page.keyboard.press('m');
  await page.locator('[data-title]').first().waitFor();
  expect(await brokenPromises(tab, host)).toEqual([]);
});

test('a label is left out and shown again; wheel and keys enlarge; the drawing follows the theme', async () => {
  const { engine, place } = mapped();
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page } = opened;
  await page.locator('[data-title]').first().waitFor();
  await page.keyboard.press('m');
  await page.getByRole('application').waitFor();
  const [x, y] = place(0);
  const at = await seenAt(page, { x, y });
  const colourAt = async (): Promise<string> => {
    const shot = await page.screenshot({ clip: { x: at[0] - 2, y: at[1] - 2, width: 4, height: 4 } });
    return shot.toString('base64');
  };
  await page.mouse.move(1, 1);
  const seen = await colourAt();
  const legend = page.getByRole('button', { name: /^Tenancy,\s*\d/ });
  await legend.click();
  await page.mouse.move(1, 1);
  await expect.poll(colourAt).not.toBe(seen);
  expect(await legend.getAttribute('aria-pressed')).toBe('false');
  await legend.click();
  await page.mouse.move(1, 1);
  await expect.poll(colourAt).toBe(seen);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(colourAt).not.toBe(seen);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(colourAt).toBe(seen);
  await page.mouse.move(...(await seenAt(page, { x: 0.5, y: 0.5 })));
  await page.mouse.wheel(0, -400);
  await page.mouse.move(1, 1);
  await expect.poll(colourAt).not.toBe(seen);
  await page.getByRole('button', { name: 'All of it' }).click();
  await page.mouse.move(1, 1);
  await expect.poll(colourAt).toBe(seen);
});

test('while it is made it says so; of more documents than are drawn it says that', async () => {
  const { engine } = mapped();
  const { documents } = engine;
  engine.documents = [];
  engine.topics.computing = { done: 30, total: 100 };
  await using opened = await openPage(browser, engine, { at: 'Topics' });
  const { page } = opened;
  await page.getByRole('listbox').focus();
  await page.keyboard.press('m');
  await page.getByRole('progressbar', { name: 'Documents are being laid out.' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  engine.documents = documents;
  engine.topics.computing = null;
  engine.topics.mapTotal = 31_000;
  await page.getByRole('application').waitFor();
  await page.getByText('48 of 31,000 documents are drawn, taken evenly from all.').waitFor();
});

test('in 360 px the map takes the place of the list', async () => {
  const { engine } = mapped();
  await using opened = await openPage(browser, engine, {
    viewport: { width: 360, height: 740 },
    at: 'Topics',
  });
  const { page } = opened;
  await page.getByRole('option', { name: /^Tenancy/ }).click();
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await page.getByRole('application').waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the labels' }).click();
  await page.getByRole('listbox', { name: 'Labels' }).waitFor();
});
