import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { recallIn } from './million/oracle-parts.ts';
import { fitCodes } from './million/store-vectors.ts';
import { asTyped, readQuestions } from './questions.ts';
import { printRows } from './report.ts';

/**
 * npm run bench:coarse -- CORPORA --library DIR [--fit]: of a library of home/ that was read closely, how many of the ten
 * nearest by all its vectors its codes bring. `--fit` first makes its codes as an engine does in the background.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { library: { type: 'string', default: '' }, fit: { type: 'boolean', default: false } },
});
const [corpora = ''] = positionals;
const library = resolve(values.library);
if (!existsSync(join(corpora, 'home-queries.tsv')) || !existsSync(join(library, 'index.db'))) {
  process.stderr.write('Give the folder that holds home-queries.tsv, and --library DIR, read closely.\n');
  process.exit(2);
}

if (values.fit) await fitCodes(library, (text) => void process.stderr.write(`${text}\n`));
const questions = [
  ...readQuestions(join(corpora, 'home-queries.tsv')),
  ...readQuestions(resolve(import.meta.dirname, '../quality/home-questions.tsv')),
];
const whole = await recallIn(
  library,
  questions.map(({ question }) => question),
  'questions',
);
const typed = await recallIn(library, asTyped(questions, 300), 'questions, beginnings and ends');
process.exit(printRows([...whole, ...typed]) ? 0 : 1);
