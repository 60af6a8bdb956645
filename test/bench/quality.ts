import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { evaluateDataset } from '../../src-main/engine/index.ts';
import type { SearchMode } from '../../src-main/contract/index.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { printRows, type Row } from './report.ts';

/** Floors of nDCG@10, nothing stored, at most 64 passages verified a query. */
const FLOORS: Readonly<Record<string, Partial<Record<SearchMode, number>>>> = {
  'ir-scifact': { lexical: 0.68, light: 0.69, deep: 0.735 },
  'ir-cranfield': { lexical: 0.51, light: 0.52, deep: 0.56 },
  'ir-cisi': { lexical: 0.31, light: 0.37, deep: 0.42 },
};
const MODES = ['lexical', 'light', 'deep'] as const;

/** npm run bench:quality -- CORPORA [SET …]: search on judged queries, every mode, against its floors. */
const [corpora = '', ...chosen] = process.argv.slice(2);
if (!existsSync(corpora)) {
  process.stderr.write('Give the folder that holds ir-scifact, ir-cranfield and ir-cisi.\n');
  process.exit(2);
}
const rows: Row[] = [];
for (const [dataset, floors] of Object.entries(FLOORS)) {
  if (chosen.length > 0 && !chosen.includes(dataset)) continue;
  for (const mode of MODES) rows.push(...(await measure(dataset, mode, floors[mode])));
}
process.exit(printRows(rows) ? 0 : 1);

async function measure(dataset: string, mode: SearchMode, floor: number | undefined): Promise<Row[]> {
  process.stderr.write(`${dataset}, ${mode} …\n`);
  const found = await evaluateDataset({
    dataset: resolve(join(corpora, dataset)),
    mode,
    stored: false,
    spawn: spawnChild,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const ndcg: Row = {
    work: `${dataset} ${mode} nDCG@10`,
    value: found['ndcg@10'],
    unit: '',
    isQuality: true,
  };
  return [
    floor === undefined ? ndcg : { ...ndcg, bound: { least: floor } },
    { work: `${dataset} ${mode} recall@100`, value: found['recall@100'], unit: '', isQuality: true },
    { work: `${dataset} ${mode} p50`, value: found.p50_ms, unit: 'ms', isQuality: false },
  ];
}
