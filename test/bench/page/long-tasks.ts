import type { Page } from 'playwright-core';

import type { Row } from '../report.ts';

/** A task that holds the page up for longer is felt (RAIL's answer within 100 ms, half of it for the page). */
const LONGEST_MS = 50;

export interface LongTasks {
  /** Milliseconds; 0 where none was over 50. */
  readonly longest: number;
  readonly tasks: number;
}

/** Long tasks from now on, kept in the page until they are taken. */
export function watchLongTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const kept: number[] = [];
    Object.assign(globalThis, { longTasks: kept });
    new PerformanceObserver((list) =>
      kept.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
}

export function takeLongTasks(page: Page): Promise<LongTasks> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as unknown as { longTasks: number[] };
    const all = longTasks.splice(0);
    return { longest: Math.max(0, ...all), tasks: all.length };
  });
}

export function longTaskRow(work: string, { longest }: LongTasks): Row {
  return {
    work: `${work}: longest task over ${LONGEST_MS} ms`,
    value: longest,
    unit: 'ms',
    bound: { most: LONGEST_MS },
    isQuality: false,
  };
}
