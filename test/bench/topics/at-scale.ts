import { Labeller } from '../../../src-main/topics/labeller.ts';
import type { LabelDefinition } from '../../../src-main/topics/label.ts';
import { TopicLibrary } from '../../../src-main/topics/topic-library.ts';
import { randomly, rowsAround } from '../../helpers/random-vectors.ts';
import { quantile } from '../../../src-main/engine/evaluation-measures.ts';
import type { Row } from '../report.ts';

const DOCUMENTS = 100_000;
const LABELS = 50;
const WORDS = 8;
const [LIGHT, HEAVY] = [256, 384];
const ADDED = 200;

/** How long fitting takes with made documents around as many subjects as there are labels: heavy and light vectors of all. */
export function measureScale(): Row[] {
  const light = made(LIGHT, 1);
  const heavy = made(HEAVY, 2);
  const contents = Uint32Array.from({ length: DOCUMENTS }, (_, index) => index + 1);
  const library = new TopicLibrary({
    contents,
    light: { dimensions: LIGHT, rows: light.rows },
    heavy: { dimensions: HEAVY, rows: heavy.rows },
    heavyRow: Int32Array.from(contents.keys()),
  });
  const labels = Array.from({ length: LABELS }, (_, id) => labelOf(id, light.middles, heavy.middles));
  const none = { rows: new Uint32Array(), weights: new Float32Array() };
  const fit = (given: readonly LabelDefinition[]): number => timed(() => library.fit(given, () => none));
  fit(labels);
  const all = quantile([fit(labels), fit(labels), fit(labels)], 0.5);
  const changed = quantile(
    [0, 1, 2].map((id) => fit(labels.with(id, { ...labels[id]!, belongs: [1, 2, 3] }))),
    0.5,
  );
  const labeller = new Labeller();
  labeller.set({
    labels: library
      .fit(labels, () => none)
      .map((topic) => ({ gauge: library.gauge(topic), threshold: 0.5, judged: [] })),
  });
  const added = Array.from({ length: ADDED }, (_, index) =>
    timed(() =>
      labeller.labelsOf({
        hash: new Uint8Array([index]),
        light: light.rows.subarray(index * LIGHT, (index + 1) * LIGHT),
        heavy: heavy.rows.subarray(index * HEAVY, (index + 1) * HEAVY),
      }),
    ),
  );
  return [
    {
      work: '100,000 documents, 50 labels: all fitted',
      value: all / 1_000,
      unit: 's',
      bound: { most: 5 },
      isQuality: false,
    },
    { work: 'one label changed', value: changed / 1_000, unit: 's', bound: { most: 1 }, isQuality: false },
    {
      work: 'one document added',
      value: quantile(added, 0.95),
      unit: 'ms',
      bound: { most: 5 },
      isQuality: false,
    },
  ];
}

function made(dimensions: number, seed: number): { rows: Int8Array; middles: number[][] } {
  const next = randomly(seed);
  const middles = Array.from({ length: LABELS }, () => Array.from({ length: dimensions }, next));
  const rows = rowsAround(middles, { each: DOCUMENTS / LABELS, spread: 2, seed });
  return { rows, middles };
}

function labelOf(id: number, light: readonly number[][], heavy: readonly number[][]): LabelDefinition {
  const words = Array.from({ length: WORDS }, (_, word) => `label ${id} word ${word}`);
  const vectors = (middles: readonly number[][]) => ({
    each: words.map(() => middles[id]!),
    together: middles[id]!,
  });
  return { id, words, light: vectors(light), heavy: vectors(heavy), belongs: [], not: [] };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
