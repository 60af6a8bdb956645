import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SearchMode, SearchStage } from '../contract/index.ts';
import { loadLightModel } from '../embed/light/light-model.ts';
import { Deepener } from '../indexing/deepener.ts';
import { hashText, Preparer, type Cut } from '../indexing/prepare.ts';
import { InklingError } from '../lib/errors.ts';
import type { Spawn } from '../lib/processes.ts';
import { discountedGain, recall, type Judgements } from './evaluation-measures.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';
import { Searches } from './searches.ts';

export interface EvaluateOptions {
  /** Holds corpus.jsonl, queries.jsonl and qrels.tsv. */
  readonly dataset: string;
  readonly mode: SearchMode;
  /** Deepens everything first; otherwise every query starts from the same library, nothing stored. */
  readonly stored: boolean;
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

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const LISTED = 100;
const TOLD_EVERY = 50;
const RECORDS = '/records';
const STORED_AT_ONCE = 500;

/**
 * Measures search on judged queries: each record becomes a document through the same segmentation, storage
 * and search as files, in a temporary library.
 * @throws InklingError DATASET_MISSING
 */
export async function evaluateDataset(options: EvaluateOptions): Promise<Evaluation> {
  const corpus = readEntries(options.dataset, 'corpus.jsonl');
  const queries = readEntries(options.dataset, 'queries.jsonl');
  const judgements = readJudgements(options.dataset);
  const folder = mkdtempSync(join(tmpdir(), 'inkling-eval-'));
  try {
    const open = await openLibrary(folder, options.spawn);
    try {
      await storeRecords(open, corpus, options.cut);
      if (options.stored) await deepenAll(open, options.onProgress);
      const judged = queries.filter(({ id }) => judgements.has(id));
      return await askAll(open, corpus, { ...options, judged, judgements });
    } finally {
      await open.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function storeRecords(open: OpenLibrary, corpus: readonly Entry[], cut?: Cut): Promise<void> {
  const { writer, readers, light } = open;
  const preparer = new Preparer(loadLightModel(light.folder), cut);
  await readers.setRoots([{ id: 1, path: RECORDS }]);
  const look = await writer.beginLook({ root: 1 });
  const files = corpus.map((_, index) => ({ path: recordName(index), size: 0, modified: 0 }));
  await writer.see({ root: 1, look, files, exclusions: [], problems: [], retry: false });
  const waiting = await writer.waiting({ after: 0, limit: corpus.length });
  const documentOf = new Map(waiting.map(({ path, document }) => [path, document]));
  for (let from = 0; from < corpus.length; from += STORED_AT_ONCE) {
    const outcomes = corpus.slice(from, from + STORED_AT_ONCE).map((record, offset) => ({
      document: documentOf.get(recordName(from + offset)) ?? 0,
      content: preparer.prepare(asContent(record)),
    }));
    await writer.store({ outcomes });
  }
  await writer.settle(undefined);
}

/** A name that no query asks for: files are found by name too. */
function recordName(index: number): string {
  return `r${index}x`;
}

function asContent({ id, title, text }: Entry): Parameters<Preparer['prepare']>[0] {
  return {
    format: 'text',
    contentHash: hashText(`${id}\n${title}\n${text}`),
    extraction: {
      title: title === '' ? null : title,
      blocks: text === '' ? [] : [{ text, heading: [], page: null }],
      fields: {},
      dataLike: false,
      shortfall: null,
    },
  };
}

async function deepenAll(
  { readers, inference, writer }: OpenLibrary,
  tell: (text: string) => void,
): Promise<void> {
  const deepener = new Deepener({
    next: (after, limit) => readers.calls.shallow({ after, limit }),
    embed: (text, signal) => inference.embed(text, 'query', signal),
    keep: (vectors) => writer.keepVectors({ vectors }),
    count: () => readers.calls.deepened(undefined),
    onChange: () => undefined,
  });
  tell('Storing every heavy vector …');
  await deepener.start();
}

interface Asking extends EvaluateOptions {
  readonly judged: readonly Entry[];
  readonly judgements: ReadonlyMap<string, Judgements>;
}

async function askAll(open: OpenLibrary, corpus: readonly Entry[], asking: Asking): Promise<Evaluation> {
  const { readers, inference } = open;
  const searches = new Searches({
    readers,
    inference,
    keep: undefined,
    ignoreStored: !asking.stored,
    timeless: true,
    notes: () => [],
  });
  const gains: number[] = [];
  const recalls: number[] = [];
  const times: number[] = [];
  for (const [index, query] of asking.judged.entries()) {
    asking.signal.throwIfAborted();
    const { ranked, milliseconds } = await ask(searches, corpus, { text: query.text, ...asking });
    const judgements = asking.judgements.get(query.id) ?? new Map<string, number>();
    asking.onRanked?.(query.id, ranked);
    gains.push(discountedGain(ranked, judgements, 10));
    recalls.push(recall(ranked, judgements, LISTED));
    times.push(milliseconds);
    if ((index + 1) % TOLD_EVERY === 0)
      asking.onProgress(`Asked ${index + 1} of ${asking.judged.length} queries.`);
  }
  return {
    'ndcg@10': mean(gains),
    'recall@100': mean(recalls),
    queries: asking.judged.length,
    documents: corpus.length,
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
  };
}

async function ask(
  searches: Searches,
  corpus: readonly Entry[],
  { text, mode, signal }: { readonly text: string; readonly mode: SearchMode; readonly signal: AbortSignal },
): Promise<{ ranked: string[]; milliseconds: number }> {
  let last: SearchStage | undefined;
  const request = { query: text, limit: LISTED, mode, passages: 1, asTyped: false };
  for await (const stage of searches.run(request, signal)) last = stage;
  const results = (last?.results ?? []).map(({ path, alsoAt, score }) => ({
    ids: [path, ...alsoAt].map((place) => corpus[Number(place.slice(RECORDS.length + 2, -1))]?.id ?? ''),
    score,
  }));
  const ranked = results
    .toSorted((left, right) => right.score - left.score || compare(left.ids[0] ?? '', right.ids[0] ?? ''))
    .flatMap(({ ids }) => ids.toSorted(compare));
  return { ranked, milliseconds: last?.milliseconds ?? 0 };
}

/** Parsed JSON enters here. */
function readEntries(dataset: string, name: string): Entry[] {
  return readLines(dataset, name).map((line) => {
    const { _id, title, text } = JSON.parse(line) as { _id: string; title?: string; text: string };
    return { id: _id, title: title ?? '', text };
  });
}

/** Positive judgements of every query that has one. */
function readJudgements(dataset: string): Map<string, Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readLines(dataset, 'qrels.tsv').slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t');
    if (Number(score) <= 0) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(document, Number(score)));
  }
  return judgements;
}

function readLines(dataset: string, name: string): string[] {
  try {
    return readFileSync(join(dataset, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    throw new InklingError('DATASET_MISSING', {
      cause: `${dataset} holds no ${name}.`,
      remedy: 'Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv.',
    });
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
