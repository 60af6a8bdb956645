import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import { packageRoot } from '../../../src-main/lib/entry.ts';
import type { WriteConnection } from '../../../src-main/storage/connection.ts';
import { assignLabel } from '../../../src-main/storage/document-labels.ts';
import type { Fitted, GivenLabel } from '../../../src-main/topics/found-labels.ts';
import { Labeller } from '../../../src-main/topics/labeller.ts';
import { Topics, type TopicsOptions } from '../../../src-main/topics/topics.ts';
import { randomly, rowsAround } from '../../helpers/random-vectors.ts';
import { median, type Row } from '../report.ts';
import { storeMade, type MadeVectors } from './made-library.ts';

const DOCUMENTS = 100_000;
const LABELS = 50;
const WORDS = 8;
const [LIGHT, HEAVY] = [256, 384];
const ADDED = 200;
const CHANGES = 5;
const MODEL = 'made@1';

interface Made extends MadeVectors {
  /** What the heavy model would make of each subject. */
  readonly middles: readonly (readonly number[])[];
}

/**
 * How long labels take with made documents around as many subjects as there are labels, light and heavy vectors of all,
 * from an index on disk to the labels that its documents carry.
 */
export function measureScale(): Row[] {
  const vectors = madeVectors();
  using folder = mkdtempDisposableSync(join(tmpdir(), 'inkling-labels-'));
  const file = join(folder.path, 'index.db');
  const connection = storeMade(file, vectors, { model: MODEL, textOf });
  const labels = Array.from({ length: LABELS }, (_, id) => labelOf(id, vectors.middles[id]!));
  const options: TopicsOptions = {
    file,
    lightModelFolder: join(packageRoot(), 'resources/models/inkling-light'),
    heavyModel: MODEL,
    heavyDimensions: HEAVY,
  };
  const whole = measureWhole(options, labels);
  const topics = new Topics(options);
  try {
    const first = fitted(topics, labels);
    give(connection, first);
    return [
      ...whole,
      ...measureChanges({ topics, labels, connection }),
      row('one document added', measureAdded(vectors, first), { unit: 'ms', most: 5 }),
    ];
  } finally {
    topics.close();
    connection.close();
  }
}

function measureWhole(options: TopicsOptions, labels: readonly GivenLabel[]): Row[] {
  const rounds = [0, 1, 2].map(() => {
    const topics = new Topics(options);
    const read = timed(() => topics.fit({ labels: [], edition: 1, isPassing: false }));
    const fit = timed(() => fitted(topics, labels));
    topics.close();
    return { read, fit };
  });
  const all = median(rounds.map(({ fit }) => fit)) / 1_000;
  const withReading = median(rounds.map(({ fit, read }) => fit + read)) / 1_000;
  return [
    row('100,000 documents, 50 labels: all fitted', all, { unit: 's', most: 5 }),
    row('all fitted, with reading every vector', withReading, { unit: 's', most: 5 }),
  ];
}

/** Labels change one after the other, as a person changes them: words, examples, the threshold. */
function measureChanges({
  topics,
  labels,
  connection,
}: {
  readonly topics: Topics;
  readonly labels: readonly GivenLabel[];
  readonly connection: WriteConnection;
}): Row[] {
  let now = [...labels];
  const change = (id: number, changed: Partial<GivenLabel>): { fit: number; given: number } => {
    now = now.with(id, { ...now[id]!, ...changed });
    const started = performance.now();
    const found = fitted(topics, now);
    const fit = performance.now() - started;
    give(connection, found);
    return { fit, given: performance.now() - started };
  };
  const others = labels.map(({ words, heavy }) => ({ words: words.slice(2), heavy: heavyOf(heavy, 2) }));
  const rounds = Array.from({ length: CHANGES }, (_, id) => change(id, others[id]!));
  const moved = Array.from({ length: CHANGES }, (_, id) => change(id, { threshold: 0.6 }));
  return [
    row('one label changed', median(rounds.map(({ fit }) => fit)) / 1_000, { unit: 's', most: 1 }),
    row(
      'one label changed, with what documents carry stored',
      median(rounds.map(({ given }) => given)) / 1_000,
      {
        unit: 's',
        most: 1,
      },
    ),
    row('one threshold moved', median(moved.map(({ given }) => given)) / 1_000, { unit: 's', most: 1 }),
  ];
}

function measureAdded({ light, heavy }: MadeVectors, { labels }: Fitted): number {
  const labeller = new Labeller();
  labeller.set({ labels: labels.map(({ gauge }) => ({ gauge, threshold: 0.5, judged: [] })) });
  const added = Array.from({ length: ADDED }, (_, index) =>
    timed(() =>
      labeller.labelsOf({
        hash: new Uint8Array([index]),
        light: light.subarray(index * LIGHT, (index + 1) * LIGHT),
        heavy: heavy.subarray(index * HEAVY, (index + 1) * HEAVY),
        beginning: () => textOf(index),
      }),
    ),
  );
  return quantile(added, 0.95);
}

function fitted(topics: Topics, labels: readonly GivenLabel[]): Fitted {
  return topics.fit({ labels, edition: 1, isPassing: false });
}

function give(connection: WriteConnection, { labels, upTo }: Fitted): void {
  for (const { id: label, contents, scores } of labels)
    assignLabel(connection, { label, contents, scores, upTo });
}

function madeVectors(): Made {
  const middles = (dimensions: number, seed: number): number[][] => {
    const next = randomly(seed);
    return Array.from({ length: LABELS }, () => Array.from({ length: dimensions }, next));
  };
  const around = { each: DOCUMENTS / LABELS, spread: 2 };
  const heavy = middles(HEAVY, 2);
  return {
    documents: DOCUMENTS,
    light: rowsAround(middles(LIGHT, 1), { ...around, seed: 1 }),
    heavy: rowsAround(heavy, { ...around, seed: 2 }),
    middles: heavy,
  };
}

/** Every tenth document says two words of its subject. */
function textOf(document: number): string {
  const subject = Math.floor(document / (DOCUMENTS / LABELS));
  const word = document % WORDS;
  return document % 10 === 0
    ? `${wordOf(subject, word)} and ${wordOf(subject, (word + 1) % WORDS)}`
    : 'nothing';
}

function wordOf(subject: number, word: number): string {
  return `subject${subject}word${word}`;
}

function labelOf(id: number, middle: readonly number[]): GivenLabel {
  const words = Array.from({ length: WORDS }, (_, word) => wordOf(id, word));
  const heavy = { each: words.map(() => middle), together: middle };
  return { id, words, heavy, judged: [], threshold: null };
}

function heavyOf(heavy: GivenLabel['heavy'], from: number): GivenLabel['heavy'] {
  return heavy === null ? null : { ...heavy, each: heavy.each.slice(from) };
}

function row(
  work: string,
  value: number,
  { unit, most }: { readonly unit: string; readonly most: number },
): Row {
  return { work, value, unit, bound: { most }, isQuality: false };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
