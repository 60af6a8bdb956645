import type { Browser, Page } from 'playwright-core';

import type { TopicMap } from '../../../src-main/contract/index.ts';
import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { seededRandom } from '../../../src-main/lib/seeded-random.ts';
import { openPage } from '../../helpers/open-page.ts';
import { library } from '../../helpers/page-scene.ts';
import type { ScriptedEngine } from '../../helpers/scripted-engine.ts';
import type { Row } from '../report.ts';
import { longTaskRow, takeLongTasks, watchLongTasks } from './long-tasks.ts';

/** As many as the engine lets be drawn. */
const POINTS = 20_000;
const LABELS = 12;
const TURNS = 60;
const SEED = 20_261_122;

/** The map of twenty thousand documents: opened, dragged about, enlarged and hovered over. */
export async function measureMap(browser: Browser): Promise<Row[]> {
  await using opened = await openPage(browser, mapped(), { at: 'Topics' });
  const { page } = opened;
  await page.getByRole('listbox').focus();
  await watchLongTasks(page);
  await page.keyboard.press('m');
  await page.getByRole('application').waitFor();
  await page.waitForTimeout(1000);
  const shown = await takeLongTasks(page);
  const frames = watchFrames(page);
  await move(page);
  const moved = await takeLongTasks(page);
  return [
    longTaskRow(`map of ${POINTS} points, opened`, shown),
    longTaskRow(`map of ${POINTS} points, moved and enlarged`, moved),
    {
      work: 'map: from one frame to the next while it is moved, p95',
      value: quantile(await frames, 0.95),
      unit: 'ms',
      isQuality: false,
    },
  ];
}

/** Points at random, two of three of them with a label. */
function mapped(): ScriptedEngine {
  const engine = library();
  const random = seededRandom(SEED);
  const labels = Array.from({ length: LABELS }, (_, at) => engine.topics.add(`Label ${at}`, ['none']).id);
  const points = Array.from({ length: POINTS }, (_, at) => at);
  const map: TopicMap = {
    documents: points.map((at) => at + 1),
    x: points.map(random),
    y: points.map(random),
    labels: points.map((at) => (at % 3 === 0 ? null : (labels[at % LABELS] ?? null))),
    total: POINTS,
    basis: 'heavy',
    computing: null,
  };
  engine.topics.map = () => map;
  return engine;
}

async function move(page: Page): Promise<void> {
  const box = await page.locator('[data-map]').boundingBox();
  if (box === null) throw new Error('the map is not seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, turn < TURNS / 2 ? -60 : 60);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 120, { steps: TURNS });
  await page.mouse.move(x - 200, y - 120, { steps: TURNS });
  await page.mouse.up();
  await page.mouse.move(x + 200, y + 120, { steps: TURNS });
}

/** Milliseconds between frames of the next three seconds. */
function watchFrames(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const from = performance.now();
        let last = from;
        const next = (now: number): void => {
          gaps.push(now - last);
          last = now;
          if (now - from > 3000) resolve(gaps);
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
}
