import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

import { mean } from '../../src-main/engine/evaluation-measures.ts';
import { labelledQualities } from '../../src-main/engine/evaluate-labels.ts';
import { readLabelledSet, type LabelledSet } from '../../src-main/engine/labelled-set.ts';
import type { LabellingQuality } from '../../src-main/engine/labelling-measures.ts';
import type { Inference } from '../../src-main/embed/heavy/inference-pool.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { RememberedInference } from './remembered-inference.ts';
import { printRows, type Row } from './report.ts';
import { measureScale } from './topics/at-scale.ts';
import { compareDocuments } from './topics/documents.ts';
import { measureHome } from './topics/home.ts';
import { measureConfirmations } from './topics/judged.ts';
import { measureMap } from './topics/map.ts';
import { plainReading } from './topics/reference.ts';

/**
 * npm run bench:topics -- CORPORA [--every N] [--parts scale,map,agnews,20newsgroups,documents,judged,home] [--cache FILE]: labels made of words alone on documents
 * whose label is known, by light meaning and by heavy vectors; of 20 Newsgroups, which takes half an hour to read, every
 * Nth document; what the heavy model said is kept in the file, so that the next run is quick.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    cache: { type: 'string' },
    parts: { type: 'string', default: 'scale,map,agnews,20newsgroups,documents,judged,home' },
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

/** Every two of four. */
const PAIRS = [
  [0, 1],
  [2, 3],
  [0, 2],
  [1, 3],
  [0, 3],
  [1, 2],
];
/** F1 that light meaning may lie behind heavy vectors. */
const LIGHT_BEHIND = 0.04;

/** What the models said once is not asked again for another share of the same documents. */
const remembered = new RememberedInference(values.cache);
let isSound = true;
const parts: Readonly<Record<string, () => Promise<Row[]> | Row[]>> = {
  scale: measureScale,
  map: () => measureMap(newsgroups(1)),
  agnews: measureNews,
  '20newsgroups': () =>
    measure('20 Newsgroups', newsgroups(Number(values.every)), { micro: 0.69, auc: 0.94 }),
  documents: measureDocuments,
  judged: measureJudged,
  home: () => measureHome(join(corpora, 'home')),
};
for (const part of values.parts.split(',')) isSound = printRows((await parts[part]?.()) ?? []) && isSound;
process.exit(isSound ? 0 : 1);

/** AG's News whole, with two subjects ten times as large as the others, and with labels for half of its subjects alone. */
async function measureNews(): Promise<Row[]> {
  const set = news();
  return [
    ...(await measure('AG News', set, { micro: 0.845, auc: 0.915 })),
    ...(await measureUneven(set)),
    ...(await measureWithheld(set)),
  ];
}

/** Ways to one vector of a document, on news of a passage each and on every other one of the newsgroups' longer posts. */
async function measureDocuments(): Promise<Row[]> {
  const sets = { 'AG News': news(), '20 Newsgroups, half': newsgroups(2 * Number(values.every)) };
  const rows: Row[] = [];
  for (const [name, set] of Object.entries(sets))
    rows.push(
      ...(await labelledQualities(set, options(), async (library) => {
        await library.quality(true);
        const { topics, measure: measured } = library;
        const found = topics.passages();
        const labels = await Promise.all(
          set.labels.map(async ({ words }) => ({
            words,
            vectors: (await topics.wordVectors(words)) ?? { each: [], together: null },
          })),
        );
        const rowOf = new Map(Array.from(found.keys(), (id, row) => [id, row]));
        const order = set.records.map(({ id }) => rowOf.get(id) ?? -1);
        const inOrder = (scores: Float32Array): Float32Array =>
          Float32Array.from(order, (row) => scores[row] ?? -1);
        return topics.speaking((speaks) =>
          compareDocuments(name, {
            passages: [...found.values()],
            labels,
            speaks,
            measure: (scores) => measured(scores.map(inOrder)),
          }),
        );
      })),
    );
  return rows;
}

async function measureJudged(): Promise<Row[]> {
  const set = news();
  return labelledQualities(set, options(), async (library) => {
    const light = await measureConfirmations('AG News, light', set, library.topics);
    await library.quality(true);
    return [...light, ...(await measureConfirmations('AG News, heavy', set, library.topics))];
  });
}

/** With labels for two of the four subjects, whichever: documents of the others belong to none. */
async function measureWithheld(set: LabelledSet): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kept of PAIRS)
    rows.push(
      ...(await measure(`AG News, labels of ${namesOf(set, kept)} alone`, withheld(set, kept), null)),
    );
  return rows;
}

function namesOf(set: LabelledSet, labels: readonly number[]): string {
  return labels.map((label) => set.labels[label]!.name).join(' and ');
}

/** With two of the four subjects a tenth as large as the others, whichever. */
async function measureUneven(set: LabelledSet): Promise<Row[]> {
  const rows: Row[] = [];
  for (const rare of PAIRS) {
    const name = `AG News, 10 : 1, few of ${namesOf(set, rare)}`;
    rows.push(...(await measure(name, withRare(set, rare), null)));
  }
  const meanOf = (what: string): number =>
    mean(rows.filter(({ work }) => work.endsWith(what)).map(({ value }) => value));
  const plain = meanOf('a plain reading of the paper: micro F1');
  return [
    ...rows,
    {
      work: 'AG News, 10 : 1, heavy: mean of micro F1',
      value: meanOf('heavy: micro F1'),
      unit: '',
      bound: { least: plain },
      isQuality: true,
    },
  ];
}

/** @param floors null: no worse than a plain reading of the paper, as everywhere, and no more */
async function measure(name: string, set: LabelledSet, floors: Floors | null): Promise<Row[]> {
  return labelledQualities(set, options(), async (library) => {
    const light = await library.quality(false);
    const heavy = await library.quality(true);
    const plain = await library.qualityOf(plainReading);
    const title = `${name} (${set.records.length})`;
    return [
      ...rowsOf(`${title}, light`, light, null),
      ...rowsOf(`${title}, heavy`, heavy, {
        micro: Math.max(plain.micro, floors?.micro ?? 0),
        auc: Math.max(plain.auc ?? 0, floors?.auc ?? 0),
      }),
      ...rowsOf(`${title}, a plain reading of the paper`, plain, null),
      {
        work: `${name}: light behind heavy`,
        value: heavy.micro - light.micro,
        unit: '',
        ...(floors !== null && { bound: { most: LIGHT_BEHIND } }),
        isQuality: true,
      },
    ];
  });
}

function options(): Parameters<typeof labelledQualities>[1] {
  return {
    spawn: spawnChild,
    signal: new AbortController().signal,
    onProgress: tell,
    before: (models: Inference) => remembered.before(models),
  };
}

function news(): LabelledSet {
  return readLabelledSet(join(corpora, 'cls-agnews'));
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
    row('mean AUC', quality.auc ?? 0, floors?.auc),
  ];
}

/** Of some labels every tenth document alone. */
function withRare(set: LabelledSet, rare: readonly number[]): LabelledSet {
  let met = 0;
  const isKept = set.truth.map((label) => !rare.includes(label) || met++ % 10 === 0);
  return {
    labels: set.labels,
    records: set.records.filter((_, index) => isKept[index]),
    truth: set.truth.filter((_, index) => isKept[index]),
  };
}

/** Some labels alone; documents of the others belong to none. */
function withheld(set: LabelledSet, kept: readonly number[]): LabelledSet {
  return {
    labels: kept.map((label) => set.labels[label]!),
    records: set.records,
    truth: set.truth.map((label) => kept.indexOf(label)),
  };
}

/** Every so many of the documents; unpacked for the while where they are not yet. */
function newsgroups(every: number): LabelledSet {
  const unpacked = join(corpora, 'cls-20newsgroups');
  const set = existsSync(unpacked) ? readLabelledSet(unpacked) : packedNewsgroups();
  const isKept = (_: unknown, index: number): boolean => index % every === 0;
  return { labels: set.labels, records: set.records.filter(isKept), truth: set.truth.filter(isKept) };
}

function packedNewsgroups(): LabelledSet {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-newsgroups-'));
  try {
    execFileSync('tar', ['xzf', join(corpora, 'cls-20newsgroups.tar.gz'), '-C', folder]);
    return readLabelledSet(join(folder, 'cls-20newsgroups'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
