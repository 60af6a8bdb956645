import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { SearchMode } from '../../src-main/contract/index.ts';
import { printRows } from './report.ts';
import { readDataset } from './segmentation/dataset.ts';
import { measureBorders } from './segmentation/measure-borders.ts';
import { measureCost } from './segmentation/measure-cost.ts';
import { measureHome } from './segmentation/measure-home.ts';
import { measureLengths } from './segmentation/measure-lengths.ts';
import { measureLong } from './segmentation/measure-long.ts';
import { measurePlain } from './segmentation/measure-plain.ts';

/**
 * npm run bench:segmentation -- CORPORA [--parts borders,plain,long,lengths,home,cost] [--sets ir-cisi,…] [--seeds 3] [--mode light|deep]:
 * ways of cutting documents into passages, compared. CORPORA holds the ir sets, and home/ (unpacked) with home-queries.tsv.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parts: { type: 'string', default: 'borders,plain,long,lengths,home,cost' },
    sets: { type: 'string', default: 'ir-scifact,ir-cranfield,ir-cisi' },
    seeds: { type: 'string', default: '3' },
    mode: { type: 'string', default: 'light' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(corpora)) {
  process.stderr.write('Give the folder that holds ir-scifact, ir-cranfield, ir-cisi and home.\n');
  process.exit(2);
}
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
const parts = new Set(values.parts.split(','));
const mode: SearchMode = values.mode === 'deep' ? 'deep' : 'light';

for (const name of values.sets.split(',')) {
  const folder = resolve(join(corpora, name));
  if (!existsSync(folder)) continue;
  const dataset = readDataset(folder);
  if (parts.has('borders')) printRows(measureBorders(name, dataset, seeds));
  if (parts.has('plain')) printRows(await measurePlain(name, folder, mode));
  if (parts.has('long')) printRows(await measureLong(name, dataset, { seeds, mode }));
  if (parts.has('lengths')) printRows(await measureLengths(name, dataset, seeds));
}
const home = join(corpora, 'home');
if (existsSync(home) && parts.has('home')) printRows(await measureHome(corpora));
if (existsSync(home) && parts.has('cost')) printRows(await measureCost(home));
