import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { DataSet } from '../../src-main/engine/data-set.ts';
import { measureCurve } from './models/curve.ts';
import { measureLive } from './models/live.ts';
import { firstRecords, notesOf } from './models/sets.ts';
import { printRows } from './report.ts';
import { inScratch } from './scratch.ts';

/**
 * npm run bench:models -- CORPORA --model FOLDER [--set scifact|home …] [--records 600] [--vectors DIR] [--only curve|live]:
 * the model of the program gives way to another, bge-small-en-v1.5 in FOLDER, in a library of the first records of
 * ir-scifact/ and in one of notes of home/. How it ranks while more and more is read anew; and a real engine under
 * questions, killed midway. --vectors keeps what the models said for the next run.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: '' },
    name: { type: 'string', default: 'bge-small-en-v1.5' },
    set: { type: 'string', multiple: true, default: ['scifact', 'home'] },
    records: { type: 'string', default: '600' },
    vectors: { type: 'string' },
    only: { type: 'string' },
  },
});
const [corpora = ''] = positionals;
if (!existsSync(join(values.model, 'tokenizer.json')) || !existsSync(join(corpora, 'ir-scifact'))) {
  process.stderr.write('Give the folder of ir-scifact and home, and with --model the folder of a model.\n');
  process.exit(2);
}
const QUESTIONS = [
  join(corpora, 'home-queries.tsv'),
  resolve(import.meta.dirname, '../quality/home-questions.tsv'),
];
const count = Number(values.records);
const model = { folder: resolve(values.model), name: values.name };

let isSound = true;
await inScratch(async (scratch) => {
  const vectors = resolve(values.vectors ?? scratch);
  mkdirSync(vectors, { recursive: true });
  for (const name of values.set) {
    const data = setOf(name);
    const told = `${name} (${data.records.length} documents, ${data.queries.length} questions)`;
    if (values.only !== 'live')
      isSound = printRows(await measureCurve({ name: told, data, model, vectors })) && isSound;
    if (values.only !== 'curve')
      isSound =
        printRows(await measureLive({ name: told, data, model, scratch: join(scratch, name) })) && isSound;
  }
});
process.exit(isSound ? 0 : 1);

function setOf(name: string): DataSet {
  return name === 'home'
    ? notesOf(join(corpora, 'home'), QUESTIONS, count)
    : firstRecords(join(corpora, 'ir-scifact'), count);
}
