import { parseArgs } from 'node:util';

import type { SearchMode } from '../../src-main/contract/index.ts';
import { readDataSet, type DataSet } from '../../src-main/engine/data-set.ts';
import { measureAnswers } from '../../src-main/engine/evaluate.ts';
import { withJudgedLibrary, type JudgedLibrary } from '../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { measureLexicalLoss } from './quality/lexical-loss.ts';
import { BM25, judgedSets, meanRatio } from './judged-sets.ts';
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
  'ir-scifact': { close: 0.745 },
  'ir-cranfield': { close: 0.575 },
  'ir-cisi': { close: 0.467 },
};
const STORED_MODES = ['deep', 'close'] as const;
const LEAST_RATIO = 1.22;

/** npm run bench:quality -- CORPORA [SET …] [--stored]: search on judged queries, every mode, against its floors. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stored: { type: 'boolean', default: false } },
});
const rows: Row[] = [];
const closest = new Map<string, number>();
for (const [name, folder] of judgedSets(positionals)) {
  const data = readDataSet(folder);
  await withJudgedLibrary(data, { spawn: spawnChild }, async (library) => {
    await library.deepen({ share: Number(values.stored), seed: 1 });
    if (!values.stored) rows.push(measureLexicalLoss(name, library, data));
    for (const mode of values.stored ? STORED_MODES : MODES) {
      process.stderr.write(`${name}, ${mode} …\n`);
      const found = await measure(library, data, mode);
      rows.push(...rowsOf(name, mode, found));
      if (mode === 'close') closest.set(name, found['ndcg@10']);
    }
  });
}
if (closest.size === Object.keys(BM25).length)
  rows.push({
    work: 'mean of close to BM25',
    value: meanRatio(closest),
    unit: '',
    bound: { least: LEAST_RATIO },
    isQuality: true,
  });
process.exit(printRows(rows) ? 0 : 1);

async function measure(
  library: JudgedLibrary,
  data: DataSet,
  mode: SearchMode,
): Promise<ReturnType<typeof measureAnswers>> {
  const signal = new AbortController().signal;
  return measureAnswers(data, await library.ask({ mode, signal, onProgress: () => undefined }));
}

function rowsOf(name: string, mode: SearchMode, found: ReturnType<typeof measureAnswers>): Row[] {
  const floor = (values.stored ? STORED_FLOORS : FLOORS)[name]?.[mode];
  const ndcg: Row = { work: `${name} ${mode} nDCG@10`, value: found['ndcg@10'], unit: '', isQuality: true };
  return [
    floor === undefined ? ndcg : { ...ndcg, bound: { least: floor } },
    { work: `${name} ${mode} recall@100`, value: found['recall@100'], unit: '', isQuality: true },
    { work: `${name} ${mode} p50`, value: found.p50_ms, unit: 'ms', isQuality: false },
  ];
}
