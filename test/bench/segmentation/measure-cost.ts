import { join } from 'node:path';

import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import type { ReadContent } from '../../../src-main/files/read.ts';
import { walk } from '../../../src-main/files/walk.ts';
import { Preparer } from '../../../src-main/indexing/prepare.ts';
import { readPath } from '../../helpers/read-path.ts';
import type { Row } from '../report.ts';
import { CUTS } from './cuts.ts';

const MODEL = join(import.meta.dirname, '../../../resources/models/inkling-light');
const MICROSECONDS = 1_000_000;

/**
 * Processor seconds that a folder's files take to be cut, embedded and hashed, once read: each file is prepared every way
 * in turn, so that whatever else the machine does meets all ways alike.
 */
export async function measureCost(home: string): Promise<Row[]> {
  const model = loadLightModel(MODEL);
  const ways = Object.entries(CUTS).map(([name, cut]) => ({
    name,
    preparer: new Preparer(model, cut),
    spent: 0,
  }));
  let turn = 0;
  for await (const content of contents(home)) {
    turn += 1;
    // The first to meet a file finds its text cold: they take turns.
    for (const way of turn % 2 === 0 ? ways : ways.toReversed()) {
      const before = process.cpuUsage().user;
      way.preparer.prepare(content);
      way.spent += process.cpuUsage().user - before;
    }
  }
  return ways.map(({ name, spent }) => ({
    work: `home/, ${name}: processor time of preparing what was read`,
    value: spent / MICROSECONDS,
    unit: 's',
    isQuality: false,
  }));
}

async function* contents(home: string): AsyncGenerator<ReadContent> {
  const signal = new AbortController().signal;
  for await (const entries of walk(home, { gitignore: false, signal, leaveOut: '' })) {
    for (const { type, relativePath } of entries) {
      if (type !== 'file') continue;
      const content = await readPath(join(home, relativePath)).catch(() => undefined);
      if (content !== undefined) yield content;
    }
  }
}
