import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCli } from '../../../src-main/cli/program.ts';
import { rankingOutputSchema } from '../../../src-main/contract/index.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const RECORDS = {
  flat: 'The tenancy may be ended with three months notice, in writing.',
  bread: 'Knead the dough, let it rest overnight in the fridge.',
  bees: 'Colonies overwinter on stored honey.',
};
const QUERIES = { q1: 'written notice of the tenancy', q2: 'resting dough' };
const JUDGEMENTS = 'query-id\tcorpus-id\tscore\nq1\tflat\t1\nq2\tbread\t1\n';

function jsonLines(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([id, text]) => JSON.stringify({ _id: id, title: '', text }))
    .join('\n');
}

async function dataset() {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'corpus.jsonl'), jsonLines(RECORDS));
  await writeFile(join(folder.path, 'queries.jsonl'), jsonLines(QUERIES));
  await writeFile(join(folder.path, 'qrels.tsv'), JUDGEMENTS);
  return folder;
}

test('eval measures a data set and prints one document', async () => {
  await using folder = await dataset();
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path, '--mode', 'lexical', '--json'], terminal)).toBe(0);
  const output = rankingOutputSchema.strict().parse(JSON.parse(terminal.printed.join('')));
  expect(output).toMatchObject({ 'ndcg@10': 1, 'recall@100': 1, queries: 2, documents: 3 });
});

test('and for reading, one figure a line', async () => {
  await using folder = await dataset();
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path, '--mode', 'light'], terminal)).toBe(0);
  expect(terminal.printed[0]?.split('\n')[0]).toBe('ndcg@10      1');
});

test('a folder that is no data set fails with its code', async () => {
  await using folder = await temporaryFolder();
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path], terminal)).toBe(1);
  expect(terminal.noted.join('\n')).toContain('[DATASET_MISSING]');
});
