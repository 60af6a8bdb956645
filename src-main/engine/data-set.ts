import { z } from 'zod';

import { malformed, readDataFile, readJsonLines } from './data-files.ts';
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

const QRELS = 'qrels.tsv';

const recordSchema = z.object(
  {
    _id: z.string('"_id", a text that names it').min(1, '"_id", a text that names it'),
    title: z.string('"title" to be a text, where there is one').nullish(),
    text: z.string('"text", what it says'),
  },
  'to be an object',
);

/** @throws InklingError DATASET_MISSING, DATASET_UNREADABLE, DATASET_MALFORMED */
export function readDataSet(folder: string): DataSet {
  const records = readRecords(folder, 'corpus.jsonl');
  const queries = readRecords(folder, 'queries.jsonl');
  const judgements = readJudgements(folder);
  return { records, queries: queries.filter(({ id }) => judgements.has(id)), judgements };
}

function readRecords(folder: string, name: string): DataRecord[] {
  return readJsonLines({ folder, name, remedy: REMEDY }, recordSchema).map(({ _id, title, text }) => ({
    id: _id,
    title: title ?? '',
    text,
  }));
}

function readJudgements(folder: string): Map<string, Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  const lines = readDataFile({ folder, name: QRELS, remedy: REMEDY }).split('\n');
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const { query, document, grade } = readJudgement(line, index + 1);
    if (grade <= 0) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(document, grade));
  }
  return judgements;
}

/** Judgements of another form, as TREC's of four columns, would be read as nothing found. */
function readJudgement(line: string, number: number): { query: string; document: string; grade: number } {
  const [query = '', document = '', told = '', ...more] = line.trimEnd().split('\t');
  const grade = Number(told);
  if (query === '' || document === '' || told === '' || more.length > 0 || Number.isNaN(grade))
    throw malformed(
      `${QRELS}, line ${number} needs a query, a document and a grade, a number, with tabs between them.`,
      REMEDY,
    );
  return { query, document, grade };
}
