import type { Browser, Page } from 'playwright-core';

import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { openTab } from '../../helpers/browser-page.ts';
import type { Row } from '../report.ts';

/** Each query is waited for so long; one that finds nothing is left out. */
const PATIENCE_MS = 5000;
/** Caches of the engine and the page's own code are warm after these; a person feels the first ones once. */
const WARM_UPS = 5;
/** Milliseconds from key to key of a quick typist: 130 words a minute. */
const KEY_MS = 80;

/** The first paint, from a key press to the first list painted, and what was asked of other computers. */
export async function measureAnswers(
  browser: Browser,
  url: string,
  queries: readonly string[],
): Promise<Row[]> {
  await using tab = await openTab(browser);
  const { page } = tab;
  await page.goto(url);
  await page.locator('#query').waitFor();
  const paint = await firstPaint(page);
  for (const query of queries.slice(0, WARM_UPS)) await paintedAfter(page, query, 0);
  const typed: number[] = [];
  const atOnce: number[] = [];
  for (const query of queries) {
    typed.push(...(await paintedAfter(page, query, KEY_MS)));
    atOnce.push(...(await paintedAfter(page, query, 0)));
  }
  const { origin } = new URL(url);
  const foreign = tab.requests.filter((asked) => !asked.startsWith(origin) && !asked.startsWith('blob:'));
  return [
    { work: 'first paint from loopback', value: paint, bound: { most: 300 }, ...TIME },
    ...paintedRows(`key press to its list painted, ${KEY_MS} ms a key`, typed),
    ...paintedRows('key press to its list painted, words at once into an empty page', atOnce),
    {
      work: 'requests to other places',
      value: foreign.length,
      unit: '',
      bound: { most: 0 },
      isQuality: true,
    },
  ];
}

const TIME = { unit: 'ms', isQuality: false } as const;

function paintedRows(work: string, times: readonly number[]): Row[] {
  return [
    { work: `${work} (${times.length}), median`, value: quantile(times, 0.5), ...TIME },
    { work: `${work}, p95`, value: quantile(times, 0.95), bound: { most: 120 }, ...TIME },
  ];
}

/** The median of five loads, the page's own pause between them kept out. */
async function firstPaint(page: Page): Promise<number> {
  const paints: number[] = [];
  for (let load = 0; load < 5; load += 1) {
    await page.reload();
    // The entry comes a moment after the paint.
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    paints.push((await paint.jsonValue()) ?? Number.NaN);
  }
  return quantile(paints, 0.5);
}

/**
 * Milliseconds from the last key press of a query to the frame that shows its own first list, not one of the words
 * before it; none where nothing is found. All but the last word is there at once.
 */
async function paintedAfter(page: Page, query: string, delay: number): Promise<number[]> {
  const clear = page.getByRole('button', { name: 'Clear the query' });
  if ((await clear.count()) > 0) await clear.click();
  await page.locator('[data-results]').waitFor({ state: 'detached' });
  const painted = page.evaluate(watchForList, { query, patience: PATIENCE_MS });
  await page.locator('#query').focus();
  const last = delay === 0 ? 0 : query.lastIndexOf(' ') + 1;
  if (last > 0) await page.keyboard.insertText(query.slice(0, last));
  await page.keyboard.type(query.slice(last), { delay });
  const time = await painted;
  return time === null ? [] : [time];
}

/** Runs in the page. */
function watchForList({ query, patience }: { query: string; patience: number }): Promise<number | null> {
  return new Promise((resolve) => {
    let pressed = 0;
    const onKey = (event: Event): void => void (pressed = event.timeStamp);
    const finish = (time: number | null): void => {
      removeEventListener('keydown', onKey, true);
      seen.disconnect();
      clearTimeout(given);
      resolve(time);
    };
    const seen = new MutationObserver(() => {
      const list = document.querySelector('[data-results]');
      if (list?.getAttribute('data-results') !== query || list.querySelector('[data-title]') === null) return;
      seen.disconnect();
      // The task after a frame begins when that frame is painted.
      requestAnimationFrame(() => setTimeout(() => finish(performance.now() - pressed)));
    });
    const given = setTimeout(() => finish(null), patience);
    addEventListener('keydown', onKey, true);
    seen.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-results'] });
  });
}
