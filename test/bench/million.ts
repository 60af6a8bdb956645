import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildMillion } from './million/build.ts';
import { measureBusy, measureFilter, measureIdle, type Measured } from './million/engine-parts.ts';
import { measureFilters } from './million/filters.ts';
import { measureLexical, measureRecall } from './million/oracle-parts.ts';
import { asTyped, readQuestions } from './questions.ts';
import { printRows, type Row } from './report.ts';

/**
 * npm run bench:million -- CORPORA [--cache DIR] [--passages N] [--parts times,busy,filter,filters,recall,lexical]: a library
 * of a million passages, made of home/ (build.ts says how) and kept in DIR from run to run.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cache: { type: 'string', default: join(tmpdir(), 'inkling-million') },
    passages: { type: 'string', default: '1000000' },
    parts: { type: 'string', default: 'times,filter,filters,busy,recall,lexical' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(join(corpora, 'home-queries.tsv'))) {
  process.stderr.write('Give the folder that holds home.tar.gz (or home/) and home-queries.tsv.\n');
  process.exit(2);
}

const TIMED_QUERIES = 300;

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
let isSound = true;
const report = (rows: readonly Row[]): void => {
  isSound = printRows(rows) && isSound;
};

const million = await buildMillion(unpackedHome(), resolve(values.cache), Number(values.passages), tell);
const questions = [
  ...readQuestions(join(corpora, 'home-queries.tsv')),
  ...readQuestions(resolve(import.meta.dirname, '../quality/home-questions.tsv')),
];
const queries = asTyped(questions, TIMED_QUERIES);
const measured: Measured = { million, queries, tell, report };
const parts: Readonly<Record<string, (measured: Measured) => Promise<void>>> = {
  times: measureIdle,
  filter: measureFilter,
  filters: measureFilters,
  busy: measureBusy,
  recall: measureRecall,
  lexical: measureLexical,
};
for (const part of values.parts.split(',')) await parts[part]?.(measured);
process.exit(isSound ? 0 : 1);

function unpackedHome(): string {
  const given = join(corpora, 'home');
  if (existsSync(given)) return resolve(given);
  const folder = resolve(values.cache, 'home');
  if (!existsSync(folder)) {
    tell('Unpacking home.tar.gz …');
    mkdirSync(values.cache, { recursive: true });
    execFileSync('tar', ['xzf', join(corpora, 'home.tar.gz'), '-C', values.cache]);
  }
  return folder;
}
