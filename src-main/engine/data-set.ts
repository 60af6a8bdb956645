import { z } from 'zod';

import { readDataFile, readJsonLines } from './data-files.ts';
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

const REMEDY =
  'Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv, or with docs.jsonl and labels.json; see `inkling eval --help`.';

const recordSchema = z.object(
  {
    _id: z.string('"_id", a text that names it').min(1, '"_id", a text that names it'),
    title: z.string('"title" to be a text, where there is one').default(''),
    text: z.string('"text", what it says'),
  },
  'to be an object',
);

/** @throws InklingError DATASET_MISSING, DATASET_MALFORMED */
export function readDataSet(folder: string): DataSet {
  const records = readRecords(folder, 'corpus.jsonl');
  const queries = readRecords(folder, 'queries.jsonl');
  const judgements = readJudgements(folder);
  return { records, queries: queries.filter(({ id }) => judgements.has(id)), judgements };
}

function readRecords(folder: string, name: string): DataRecord[] {
  return readJsonLines({ folder, name, remedy: REMEDY }, recordSchema).map(({ _id, title, text }) => ({
    id: _id,
    title,
    text,
  }));
}

function readJudgements(folder: string): Map<string, Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  const lines = readDataFile({ folder, name: 'qrels.tsv', remedy: REMEDY }).split('\n');
  for (const line of lines.slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t');
    if (Number(score) <= 0) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(document, Number(score)));
  }
  return judgements;
}
