import type { Inference } from '../embed/heavy/inference-pool.ts';
import type { Spawn } from '../lib/processes.ts';
import { withJudgedLibrary } from './judged-library.ts';
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

/**
 * Measures labels on documents whose label is known: each record becomes a document through the same segmentation and
 * storage as files, in a temporary library, and gets the label of its highest score.
 * @throws InklingError DATASET_MISSING
 */
export async function evaluateLabels(
  options: EvaluateLabelsOptions,
): Promise<LabellingQuality & { readonly documents: number }> {
  const set = readLabelledSet(options.dataset);
  const [quality] = await labelledQualities(set, options, async (library) => [
    await library.quality(options.stored),
  ]);
  return { ...quality!, documents: set.records.length };
}

/** A library of labelled documents that is asked how well labels fit. */
export interface LabelledLibrary {
  quality(deep: boolean): Promise<LabellingQuality>;
}

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
  return withJudgedLibrary(data, { spawn, before }, async (library) =>
    work({
      quality: async (deep) => {
        signal.throwIfAborted();
        if (deep) {
          onProgress('Storing heavy vectors …');
          await library.deepen({ share: 1, seed: 1 });
        }
        const found = await library.similarities(labels);
        const order = records.map(({ id }) => found.rowOf.get(id) ?? -1);
        return measureLabelling({
          names: labels.map(({ name }) => name),
          truth,
          scores: found.scores.map((scores) => Float32Array.from(order, (row) => scores[row] ?? -1)),
        });
      },
    }),
  );
}
