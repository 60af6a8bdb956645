import type { RecordPassages } from '../../../src-main/engine/judged-topics.ts';
import type { LabellingQuality } from '../../../src-main/engine/labelling-measures.ts';
import { addTo, innerProduct, lengthOf } from '../../../src-main/lib/vector.ts';
import { fitBackground } from '../../../src-main/topics/background.ts';
import type { WordVectors } from '../../../src-main/topics/label.ts';
import { levelsOf } from '../../../src-main/topics/levels.ts';
import type { Speaks } from '../../../src-main/topics/started-labels.ts';
import { TopicLibrary, type Topic } from '../../../src-main/topics/topic-library.ts';
import type { Row } from '../report.ts';

/** What each passage counts, by its place and its length. */
type Weight = (place: number, length: number) => number;

const CHOSEN = 'each passage half, a third … of the first (chosen)';
/** Ways to one vector a document. */
const WEIGHTS: Readonly<Record<string, Weight>> = {
  [CHOSEN]: (place) => 1 / (1 + place),
  'mean of passages': () => 1,
  'mean by length': (_, length) => length,
  'first passage': (place) => Number(place === 0),
};
/** Ways to one score a document from those of its passages, under labels that were fitted the chosen way. */
const BEST: Readonly<Record<string, number>> = { 'best passage': 1, 'mean of the best three': 3 };
/** F1 that the chosen way may lie behind any other: what documents more or fewer would change. */
const BEHIND = 0.005;
const LARGEST = 127;

export interface PassageSet {
  readonly passages: readonly RecordPassages[];
  readonly labels: readonly { readonly words: readonly string[]; readonly vectors: WordVectors }[];
  readonly speaks: Speaks;
  /** Of scores in the order of `passages`. */
  readonly measure: (scores: readonly Float32Array[]) => LabellingQuality;
}

/** How well labels fit by ways to make one vector, or one score, of a document's passages. */
export function compareDocuments(name: string, set: PassageSet): Row[] {
  const chosen = libraryBy(set.passages, WEIGHTS[CHOSEN]!);
  const topics = fitted(chosen, set);
  const qualities = new Map([
    ...Object.entries(WEIGHTS).map(([way, weight]): [string, LabellingQuality] => {
      const library = libraryBy(set.passages, weight);
      const made = fitted(library, set);
      const scores = made.map((topic) => library.similarities(topic));
      return [way, set.measure(levelled(library, made, scores))];
    }),
    ...Object.entries(BEST).map(([way, best]): [string, LabellingQuality] => {
      const scores = topics.map((topic) => bestScores(chosen, topic, { passages: set.passages, best }));
      return [way, set.measure(levelled(chosen, topics, scores))];
    }),
  ]);
  const most = Math.max(...Array.from(qualities.values(), ({ micro }) => micro));
  return [...qualities].flatMap(([way, { micro, auc }]) => [
    {
      work: `${name}, ${way}: micro F1`,
      value: micro,
      unit: '',
      ...(way === CHOSEN && { bound: { least: most - BEHIND } }),
      isQuality: true,
    },
    { work: `${name}, ${way}: mean AUC`, value: auc ?? 0, unit: '', isQuality: true },
  ]);
}

function libraryBy(passages: readonly RecordPassages[], weight: Weight): TopicLibrary {
  const dimensions = passages[0]?.vectors[0]?.length ?? 0;
  const rows = new Int8Array(passages.length * dimensions);
  passages.forEach((record, place) => rows.set(vectorOf(record, weight, dimensions), place * dimensions));
  return new TopicLibrary({
    contents: Uint32Array.from(passages, (_, place) => place + 1),
    light: { dimensions, rows },
    heavy: { dimensions, rows: new Int8Array() },
    heavyRow: new Int32Array(passages.length).fill(-1),
    terms: null,
    wordMean: null,
  });
}

function vectorOf({ vectors, lengths }: RecordPassages, weight: Weight, dimensions: number): Int8Array {
  const sum = new Float32Array(dimensions);
  vectors.forEach((vector, place) =>
    addTo(sum, vector, weight(place, lengths[place] ?? 0) / (lengthOf(vector) || 1)),
  );
  const largest = sum.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Int8Array.from(sum, (value) => Math.round((value / largest) * LARGEST));
}

function fitted(library: TopicLibrary, { labels, speaks }: PassageSet): Topic[] {
  return library.fit(
    labels.map(({ words, vectors }, id) => ({
      id,
      words,
      heavy: null,
      light: vectors,
      belongs: [],
      not: [],
    })),
    speaks,
  );
}

function bestScores(
  library: TopicLibrary,
  { light }: Topic,
  { passages, best }: { readonly passages: readonly RecordPassages[]; readonly best: number },
): Float32Array {
  return Float32Array.from(passages, ({ vectors }) => {
    const cosines = vectors.map((vector) => innerProduct(library.space.centred(vector), light.vector));
    const highest = cosines.toSorted((left, right) => right - left).slice(0, best);
    return highest.reduce((sum, value) => sum + value, 0) / (highest.length || 1);
  });
}

/** As the product levels labels before a document gets one alone. */
function levelled(
  library: TopicLibrary,
  topics: readonly Topic[],
  all: readonly Float32Array[],
): Float32Array[] {
  const levels = levelsOf(
    topics.map((topic, index) => ({
      scores: all[index]!,
      location: fitBackground(all[index]!).location,
      core: library.core(topic),
    })),
  );
  return all.map((scores, label) => scores.map((score) => score - levels[label]!));
}
