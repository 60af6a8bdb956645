import type { SearchMode } from '../contract/index.ts';
import type { Cut } from '../indexing/prepare.ts';
import type { Spawn } from '../lib/processes.ts';
import { readDataSet, type DataSet } from './data-set.ts';
import { discountedGain, mean, quantile, recall } from './evaluation-measures.ts';
import { LISTED, withJudgedLibrary, type Answered } from './judged-library.ts';

export interface EvaluateOptions {
  /** Holds corpus.jsonl, queries.jsonl and qrels.tsv. */
  readonly dataset: string;
  readonly mode: SearchMode;
  /**
   * The share of passages whose heavy vectors are stored first, 0…1, chosen at random; the others' are made for each
   * query anew.
   */
  readonly stored: number;
  readonly spawn: Spawn;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** Another way of cutting into passages than the product's, to be compared with it. */
  readonly cut?: Cut;
  /** Told what each query found, best first. */
  readonly onRanked?: (query: string, ranked: readonly string[]) => void;
}

export interface Evaluation {
  readonly 'ndcg@10': number;
  readonly 'recall@100': number;
  readonly queries: number;
  readonly documents: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
}

/** Any number: it says which passages are stored where only some are. */
const SEED = 1;

/**
 * Measures search on judged queries: each record becomes a document through the same segmentation, storage
 * and search as files, in a temporary library.
 * @throws InklingError DATASET_MISSING
 */
export async function evaluateDataset(options: EvaluateOptions): Promise<Evaluation> {
  const data = readDataSet(options.dataset);
  const answers = await withJudgedLibrary(data, options, async (library) => {
    if (options.stored > 0) options.onProgress('Storing heavy vectors …');
    await library.deepen({ share: options.stored, seed: SEED });
    return library.ask(options);
  });
  for (const { query, ranked } of answers) options.onRanked?.(query, ranked);
  return measureAnswers(data, answers);
}

/** How good answers to the queries of a data set are, and how fast they came. */
export function measureAnswers({ records, judgements }: DataSet, answers: readonly Answered[]): Evaluation {
  const judged = answers.map(({ query, ranked }) => ({ ranked, known: judgements.get(query) ?? new Map() }));
  const times = answers.map(({ milliseconds }) => milliseconds);
  return {
    'ndcg@10': mean(judged.map(({ ranked, known }) => discountedGain(ranked, known, 10))),
    'recall@100': mean(judged.map(({ ranked, known }) => recall(ranked, known, LISTED))),
    queries: answers.length,
    documents: records.length,
    // 0 where nothing was asked.
    p50_ms: quantile(times, 0.5) || 0,
    p95_ms: quantile(times, 0.95) || 0,
  };
}
