import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

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
/** The same with every heavy vector stored, and the mean of the last stage's ratios to whole-document BM25. */
const STORED_FLOORS: typeof FLOORS = {
  'ir-scifact': { close: 0.739 },
  'ir-cranfield': { close: 0.565 },
  'ir-cisi': { close: 0.467 },
};
const STORED_MODES = ['deep', 'close'] as const;
const BM25: Readonly<Record<string, number>> = {
  'ir-scifact': 0.687,
  'ir-cranfield': 0.515,
  'ir-cisi': 0.318,
};
const LEAST_RATIO = 1.22;

/** npm run bench:quality -- CORPORA [SET …] [--stored]: search on judged queries, every mode, against its floors. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stored: { type: 'boolean', default: false } },
});
const [corpora = '', ...chosen] = positionals;
if (!existsSync(corpora)) {
  process.stderr.write('Give the folder that holds ir-scifact, ir-cranfield and ir-cisi.\n');
  process.exit(2);
}
const rows: Row[] = [];
const ratios: number[] = [];
for (const [dataset, floors] of Object.entries(values.stored ? STORED_FLOORS : FLOORS)) {
  if (chosen.length > 0 && !chosen.includes(dataset)) continue;
  for (const mode of values.stored ? STORED_MODES : MODES) {
    const [ndcg, ...others] = await measure(dataset, mode, floors[mode]);
    rows.push(...(ndcg === undefined ? [] : [ndcg]), ...others);
    if (mode === 'close') ratios.push((ndcg?.value ?? 0) / (BM25[dataset] ?? 1));
  }
}
if (ratios.length === Object.keys(BM25).length) {
  const value = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  rows.push({
    work: 'mean of close to BM25',
    value,
    unit: '',
    bound: { least: LEAST_RATIO },
    isQuality: true,
  });
}
process.exit(printRows(rows) ? 0 : 1);

async function measure(dataset: string, mode: SearchMode, floor: number | undefined): Promise<Row[]> {
  process.stderr.write(`${dataset}, ${mode} …\n`);
  const found = await evaluateDataset({
    dataset: resolve(join(corpora, dataset)),
    mode,
    stored: values.stored,
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
