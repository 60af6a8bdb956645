import { mkdir, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { readDataSet, type DataSet } from '../../../src-main/engine/data-set.ts';
import { readQuestions } from '../questions.ts';

/** Of home/ only what is text as it stands. */
const PLAIN = /\.(?:md|txt)$/;

/** The first so many records of a judged set, and the questions they answer. */
export function firstRecords(folder: string, count: number): DataSet {
  const { records, queries, judgements } = readDataSet(folder);
  const kept = records.slice(0, count);
  return judged(kept, queries, judgements);
}

/** Notes of a person's folder: those that answer questions, then others in order, up to so many. */
export function notesOf(home: string, questionFiles: readonly string[], count: number): DataSet {
  const questions = questionFiles.flatMap(readQuestions).filter(({ path }) => PLAIN.test(path));
  const others = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => PLAIN.test(path))
    .toSorted();
  const paths = [...new Set([...questions.map(({ path }) => path), ...others])].slice(0, count);
  const records = paths.map((id) => ({
    id,
    title: basename(id),
    text: readFileSync(join(home, id), 'utf8'),
  }));
  const queries = questions.map(({ question }, place) => ({ id: String(place), title: '', text: question }));
  const judgements = new Map(questions.map(({ path }, place) => [String(place), new Map([[path, 1]])]));
  return judged(records, queries, judgements);
}

/** Without the judgements of records that are left out, and the questions that nothing answers then. */
function judged(
  records: DataSet['records'],
  queries: DataSet['queries'],
  judgements: DataSet['judgements'],
): DataSet {
  const ids = new Set(records.map(({ id }) => id));
  const kept = new Map(
    [...judgements].map(([query, answers]) => [query, new Map([...answers].filter(([id]) => ids.has(id)))]),
  );
  const answered = new Map([...kept].filter(([, answers]) => answers.size > 0));
  return { records, queries: queries.filter(({ id }) => answered.has(id)), judgements: answered };
}

/** Every record as a file, named by its place. */
export async function writeRecords({ records }: DataSet, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [place, { title, text }] of records.entries())
    await writeFile(join(folder, `r${place}x.txt`), `${title}\n\n${text}\n`);
}

/** The record that a file was made of. */
export function recordOf({ records }: DataSet, path: string): string {
  return records[Number(/r(\d+)x\.txt$/.exec(path)?.[1] ?? -1)]?.id ?? '';
}
