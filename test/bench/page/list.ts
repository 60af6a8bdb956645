import type { Browser, Page } from 'playwright-core';

import { deepResults, lightResults, stageOf } from '../../helpers/fake-answers.ts';
import { openPage } from '../../helpers/open-page.ts';
import { library } from '../../helpers/page-scene.ts';
import type { ScriptedEngine } from '../../helpers/scripted-engine.ts';
import type { Row } from '../report.ts';
import { longTaskRow, takeLongTasks, watchLongTasks, type LongTasks } from './long-tasks.ts';

const DOCUMENTS = 10_000;
/** As many as one answer lists at the most. */
const MOST_LISTED = 200;
const WHEEL_TURNS = 150;
/** Pixels: a quick turn of a wheel. */
const TURN = 400;

/** Ten thousand results scrolled, and a list refined while a row is chosen: work that holds up the page, rows that jump. */
export async function measureList(browser: Browser): Promise<Row[]> {
  const engine = library();
  engine.script = async function* (query) {
    yield stageOf('close', manyResults(query === 'most' ? MOST_LISTED : DOCUMENTS), { final: true });
  };
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await watchLongTasks(page);
  await page.locator('#query').fill('most');
  await page.locator('[data-title]').first().waitFor();
  const mounted = await takeLongTasks(page);
  await page.locator('#query').fill('all');
  await page.locator(`[aria-setsize="${DOCUMENTS}"]`).first().waitFor();
  await takeLongTasks(page);
  await scroll(page);
  const scrolled = await takeLongTasks(page);
  const refined = await refine(browser);
  return [
    longTaskRow('200 results, mounted', mounted),
    longTaskRow('10,000 results, scrolled', scrolled),
    { work: '10,000 results, scrolled: long tasks', value: scrolled.tasks, unit: '', isQuality: false },
    longTaskRow('a list refined', refined),
    {
      work: 'a list refined: the chosen row moved',
      value: refined.moved,
      unit: 'px',
      bound: { most: 0 },
      isQuality: true,
    },
  ];
}

function manyResults(length: number) {
  const examples = [...lightResults(), ...deepResults()];
  return Array.from({ length }, (_, place) => ({
    ...examples[place % examples.length]!,
    path: `/home/ada/Documents/${place}.pdf`,
    name: `${place}.pdf`,
    title: `Document ${place}`,
  }));
}

async function scroll(page: Page): Promise<void> {
  await page.locator('[data-results]').hover();
  for (let turn = 0; turn < WHEEL_TURNS; turn += 1) {
    await page.mouse.wheel(0, TURN);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.locator('#query').press('ArrowDown');
  await page.keyboard.press('End');
  await page.waitForTimeout(500);
  await page.keyboard.press('Home');
  await page.waitForTimeout(500);
}

/** A row is chosen in the first list; then the better one comes. */
async function refine(browser: Browser): Promise<LongTasks & { moved: number }> {
  const engine: ScriptedEngine = library();
  engine.held = true;
  await using opened = await openPage(browser, engine);
  const { page } = opened;
  await watchLongTasks(page);
  await page.locator('#query').fill('notice');
  await page.locator('[data-title]').first().waitFor();
  await page.locator('#query').press('ArrowDown');
  await page.keyboard.press('j');
  const top = (): Promise<number> =>
    page.locator('[data-results] [aria-current]').evaluate((row) => row.getBoundingClientRect().top);
  await page.waitForTimeout(500);
  const before = await top();
  await takeLongTasks(page);
  engine.release();
  await page.getByRole('button', { name: /Better order ready/ }).waitFor();
  await page.waitForTimeout(500);
  return { ...(await takeLongTasks(page)), moved: Math.abs((await top()) - before) };
}
