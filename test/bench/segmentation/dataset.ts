import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Record {
  readonly id: string;
  readonly text: string;
}

/** Judged queries over records, in memory. */
export interface Dataset {
  readonly records: readonly Record[];
  readonly queries: readonly Record[];
  /** Judgement of a record, by query and record; above 0. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface Line {
  readonly _id: string;
  readonly title?: string;
  readonly text: string;
}

/** Reads a set; titles go into the text as its first line, for what is joined later has none of its own. */
export function readDataset(folder: string): Dataset {
  return {
    records: readRecords(join(folder, 'corpus.jsonl')),
    queries: readRecords(join(folder, 'queries.jsonl')),
    judgements: readJudgements(join(folder, 'qrels.tsv')),
  };
}

/** Writes a set as `inkling eval` reads it. */
export function writeDataset(folder: string, { records, queries, judgements }: Dataset): void {
  mkdirSync(folder, { recursive: true });
  const lines = (all: readonly Record[]): string =>
    all.map(({ id, text }) => JSON.stringify({ _id: id, text })).join('\n');
  writeFileSync(join(folder, 'corpus.jsonl'), lines(records));
  writeFileSync(join(folder, 'queries.jsonl'), lines(queries));
  const judged = [...judgements].flatMap(([query, scores]) =>
    [...scores].map(([record, score]) => `${query}\t${record}\t${score}`),
  );
  writeFileSync(join(folder, 'qrels.tsv'), ['query-id\tcorpus-id\tscore', ...judged].join('\n'));
}

/** Parsed JSON enters here. */
function readRecords(file: string): Record[] {
  return readLines(file).map((line) => {
    const { _id, title = '', text } = JSON.parse(line) as Line;
    return { id: _id, text: [title, text].filter((part) => part.trim() !== '').join('\n') };
  });
}

function readJudgements(file: string): Map<string, Map<string, number>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readLines(file).slice(1)) {
    const [query = '', record = '', score = '0'] = line.split('\t');
    if (Number(score) <= 0) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(record, Number(score)));
  }
  return judgements;
}

function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
