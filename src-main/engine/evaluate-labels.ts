import type { Inference } from '../embed/heavy/inference-pool.ts';
import type { Spawn } from '../lib/processes.ts';
import { withJudgedLibrary } from './judged-library.ts';
import type { JudgedTopics } from './judged-topics.ts';
import { readLabelledSet, type LabelledSet } from './labelled-set.ts';
import { measureLabelling, type LabellingQuality } from './labelling-measures.ts';

export interface EvaluateLabelsOptions {
  /** Holds docs.jsonl and labels.json. */
  readonly dataset: string;
  /** Stores every heavy vector first; documents are compared by light meaning otherwise. */
  readonly stored: boolean;
  readonly spawn: Spawn;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

export interface MeasuredLabels extends LabellingQuality {
  readonly documents: number;
  /** Of these those that have none of the labels. */
  readonly unlabelled: number;
}

/**
 * Measures labels on documents whose label is known: each record becomes a document through the same segmentation and
 * storage as files, in a temporary library, and gets the label of its highest score.
 * @throws InklingError DATASET_MISSING, DATASET_UNREADABLE, DATASET_MALFORMED
 */
export async function evaluateLabels(options: EvaluateLabelsOptions): Promise<MeasuredLabels> {
  const set = readLabelledSet(options.dataset);
  const [quality] = await labelledQualities(set, options, async (library) => [
    await library.quality(options.stored),
  ]);
  const unlabelled = set.truth.filter((label) => label < 0).length;
  return { ...quality!, documents: set.records.length, unlabelled };
}

/** A library of labelled documents that is asked how well labels fit. */
export interface LabelledLibrary {
  readonly topics: JudgedTopics;
  /** How well scores of all documents for each label tell whose they are. */
  readonly measure: (scores: readonly Float32Array[]) => LabellingQuality;
  quality(deep: boolean): Promise<LabellingQuality>;
  /** Of another way to score, made of the heavy vectors of documents and of each label's words. */
  qualityOf(score: Scoring): Promise<LabellingQuality>;
}

/** Scores of every document for each label. */
export type Scoring = (
  documents: readonly ArrayLike<number>[],
  words: readonly (readonly ArrayLike<number>[])[],
) => readonly Float32Array[];

/** Works with a temporary library of labelled documents, by light meaning first, then by heavy vectors. */
export async function labelledQualities<Result>(
  { records, truth, labels }: LabelledSet,
  {
    spawn,
    signal,
    onProgress,
    before,
  }: Omit<EvaluateLabelsOptions, 'dataset' | 'stored'> & {
    readonly before?: (models: Inference) => Inference;
  },
  work: (library: LabelledLibrary) => Promise<Result>,
): Promise<Result> {
  const data = { records, queries: [], judgements: new Map() };
  const measure = (scores: readonly Float32Array[]): LabellingQuality =>
    measureLabelling({ names: labels.map(({ name }) => name), truth, scores });
  return withJudgedLibrary(data, { spawn, before }, async (library) =>
    work({
      get topics() {
        return library.topics();
      },
      measure,
      qualityOf: async (score) => {
        const topics = library.topics();
        const vectors = topics.heavyVectors();
        const words = await Promise.all(labels.map((label) => topics.wordVectors(label.words)));
        return measure(
          score(
            records.map(({ id }) => vectors.get(id) ?? []),
            words.map((word) => word?.each ?? []),
          ),
        );
      },
      quality: async (deep) => {
        signal.throwIfAborted();
        if (deep) {
          onProgress('Storing heavy vectors …');
          await library.deepen({ share: 1, seed: 1 });
        }
        const found = await library.topics().similarities(labels);
        const order = records.map(({ id }) => found.rowOf.get(id) ?? -1);
        return measure(found.scores.map((scores) => Float32Array.from(order, (row) => scores[row] ?? -1)));
      },
    }),
  );
}
