import { existsSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

import { labelledQualities } from '../../src-main/engine/evaluate-labels.ts';
import { readLabelledSet, type LabelledSet } from '../../src-main/engine/labelled-set.ts';
import type { LabellingQuality } from '../../src-main/engine/labelling-measures.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { printRows, type Row } from './report.ts';
import { measureScale } from './topics/at-scale.ts';

/**
 * npm run bench:topics -- CORPORA [--every N] [--parts scale,agnews,20newsgroups]: labels made of words alone on documents
 * whose label is known, by light meaning and by heavy vectors; of 20 Newsgroups, which takes half an hour to read, every
 * Nth document.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    parts: { type: 'string', default: 'scale,agnews,20newsgroups' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(join(corpora, 'cls-agnews'))) {
  process.stderr.write('Give the folder that holds cls-agnews and cls-20newsgroups.tar.gz.\n');
  process.exit(2);
}

interface Floors {
  readonly micro: number;
  readonly auc: number;
}

/** F1 that light meaning may lie behind heavy vectors. */
const LIGHT_BEHIND = 0.04;

let isSound = true;
const parts: Readonly<Record<string, () => Promise<Row[]> | Row[]>> = {
  scale: measureScale,
  agnews: () =>
    measure('AG News', readLabelledSet(join(corpora, 'cls-agnews')), { micro: 0.845, auc: 0.915 }),
  '20newsgroups': () => measure('20 Newsgroups', newsgroups(), { micro: 0.69, auc: 0.94 }),
};
for (const part of values.parts.split(',')) isSound = printRows((await parts[part]?.()) ?? []) && isSound;
process.exit(isSound ? 0 : 1);

async function measure(name: string, set: LabelledSet, floors: Floors): Promise<Row[]> {
  const options = { spawn: spawnChild, signal: new AbortController().signal, onProgress: tell };
  return labelledQualities(set, options, async (library) => {
    const light = await library.quality(false);
    const heavy = await library.quality(true);
    return [
      ...rowsOf(`${name} (${set.records.length}), light`, light, null),
      ...rowsOf(`${name} (${set.records.length}), heavy`, heavy, floors),
      {
        work: `${name}: light behind heavy`,
        value: heavy.micro - light.micro,
        unit: '',
        bound: { most: LIGHT_BEHIND },
        isQuality: true,
      },
    ];
  });
}

function rowsOf(work: string, quality: LabellingQuality, floors: Floors | null): Row[] {
  const row = (what: string, value: number, least: number | undefined): Row => ({
    work: `${work}: ${what}`,
    value,
    unit: '',
    ...(least !== undefined && { bound: { least } }),
    isQuality: true,
  });
  return [
    row('micro F1', quality.micro, floors?.micro),
    row('macro F1', quality.macro, undefined),
    row('mean AUC', quality.auc, floors?.auc),
  ];
}

/** Every so many of the documents, unpacked for the while. */
function newsgroups(): LabelledSet {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-newsgroups-'));
  try {
    execFileSync('tar', ['xzf', join(corpora, 'cls-20newsgroups.tar.gz'), '-C', folder]);
    const set = join(folder, 'cls-20newsgroups');
    const lines = readFileSync(join(set, 'docs.jsonl'), 'utf8').split('\n');
    const every = Number(values.every);
    writeFileSync(join(set, 'docs.jsonl'), lines.filter((_, index) => index % every === 0).join('\n'));
    return readLabelledSet(set);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
