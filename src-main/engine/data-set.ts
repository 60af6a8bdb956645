import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import type { Judgements } from './evaluation-measures.ts';

/** A document or a question of a data set. */
export interface DataRecord {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Documents, questions and what answers them: corpus.jsonl, queries.jsonl and qrels.tsv of a folder. */
export interface DataSet {
  readonly records: readonly DataRecord[];
  /** Those that have a positive judgement. */
  readonly queries: readonly DataRecord[];
  /** The positive judgements of each of these queries. */
  readonly judgements: ReadonlyMap<string, Judgements>;
}

/** @throws InklingError DATASET_MISSING */
export function readDataSet(folder: string): DataSet {
  const records = readRecords(folder, 'corpus.jsonl');
  const queries = readRecords(folder, 'queries.jsonl');
  const judgements = readJudgements(folder);
  return { records, queries: queries.filter(({ id }) => judgements.has(id)), judgements };
}

/** Parsed JSON enters here. */
function readRecords(folder: string, name: string): DataRecord[] {
  return readLines(folder, name).map((line) => {
    const { _id, title, text } = JSON.parse(line) as { _id: string; title?: string; text: string };
    return { id: _id, title: title ?? '', text };
  });
}

function readJudgements(folder: string): Map<string, Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readLines(folder, 'qrels.tsv').slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t');
    if (Number(score) <= 0) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(document, Number(score)));
  }
  return judgements;
}

function readLines(folder: string, name: string): string[] {
  try {
    return readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    throw new InklingError('DATASET_MISSING', {
      cause: `${folder} holds no ${name}.`,
      remedy: 'Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv.',
    });
  }
}
