import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runCli } from '../../../src-main/cli/program.ts';
import { labellingOutputSchema, rankingOutputSchema } from '../../../src-main/contract/index.ts';
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

test.each([
  ['q1\t0\tlease\t1', 'as TREC has them'],
  ['q1\tlease\trelevant', 'a grade that is no number'],
  ['q1 lease 1', 'blanks for tabs'],
])('a judgement %j fails by its number: %s', async (line) => {
  await using folder = await dataset();
  await writeFile(join(folder.path, 'qrels.tsv'), `query-id\tcorpus-id\tscore\nq1\tlease\t1\n\n${line}\n`);
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path], terminal)).toBe(1);
  expect(terminal.noted.join('\n')).toContain('qrels.tsv, line 4 needs a query, a document and a grade');
});

test('a file that is there and cannot be read is not said to be missing', async () => {
  await using folder = await dataset();
  await rm(join(folder.path, 'qrels.tsv'));
  await mkdir(join(folder.path, 'qrels.tsv'));
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path], terminal)).toBe(1);
  expect(terminal.noted.join('\n')).toContain('[DATASET_UNREADABLE]');
});

test('names that are numbers stand in the order of their rows', async () => {
  await using folder = await temporaryFolder();
  const said = { 20: 'Knead the dough.', 3: 'The whale dives.' };
  const documents = Object.entries(said).map(([label, text]) => ({ _id: label, text, label }));
  const labels = [
    { name: '20', keywords: ['dough'] },
    { name: '3', keywords: ['whale'] },
  ];
  await writeFile(join(folder.path, 'docs.jsonl'), documents.map((one) => JSON.stringify(one)).join('\n'));
  await writeFile(join(folder.path, 'labels.json'), JSON.stringify(labels));
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path], terminal)).toBe(0);
  const rows = terminal.printed
    .join('\n')
    .split('\n')
    .filter((line) => /^ +[12] (20|3) /.test(line));
  expect(rows.map((row) => row.trim().split(/ +/).slice(-2))).toEqual([
    ['1', '0'],
    ['0', '1'],
  ]);
});

test('a line that is no document fails by its number', async () => {
  await using folder = await dataset();
  await writeFile(join(folder.path, 'corpus.jsonl'), `${jsonLines(RECORDS)}\n{"_id": "more"}`);
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path], terminal)).toBe(1);
  expect(terminal.noted.join('\n')).toContain(
    'corpus.jsonl, line 4 needs "text", what it says. [DATASET_MALFORMED]',
  );
});

test('help tells what the files of both kinds of data set hold, and its example is one', async () => {
  const terminal = fakeTerminal();
  await runCli(['eval', '--help'], terminal);
  const help = terminal.printed.join('\n');
  for (const name of ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv', 'docs.jsonl', 'labels.json'])
    expect(help).toContain(name);
  await using folder = await temporaryFolder();
  const documents = [...help.matchAll(/\{"_id".*"label".*\}/g)].map(([line]) => line);
  await writeFile(join(folder.path, 'docs.jsonl'), documents.join('\n'));
  await writeFile(join(folder.path, 'labels.json'), /\[\{[^]*\}\]/.exec(help)?.[0] ?? '');
  const measured = fakeTerminal();
  expect(await runCli(['eval', folder.path, '--json'], measured)).toBe(0);
  const { labels } = labellingOutputSchema.strict().parse(JSON.parse(measured.printed.join('')));
  expect(labels.map(({ label }) => label)).toEqual(['Bread', 'Whales']);
});

test('an area that cannot be measured is said to be none', async () => {
  await using folder = await temporaryFolder();
  const documents = ['Knead the dough.', 'Bake the loaf.', 'Feed the sourdough.'].map((text, place) => ({
    _id: String(place),
    text,
    label: place === 2 ? 'Elsewhere' : 'Bread',
  }));
  const labels = [
    { name: 'Bread', keywords: ['dough', 'oven'] },
    { name: 'Whales', keywords: ['krill'] },
  ];
  await writeFile(join(folder.path, 'docs.jsonl'), documents.map((one) => JSON.stringify(one)).join('\n'));
  await writeFile(join(folder.path, 'labels.json'), JSON.stringify(labels));
  const terminal = fakeTerminal();
  expect(await runCli(['eval', folder.path, '--json'], terminal)).toBe(0);
  const output = labellingOutputSchema.strict().parse(JSON.parse(terminal.printed.join('')));
  expect(output).toMatchObject({ documents: 3, unlabelled: 1, labels: [{ label: 'Bread' }, { auc: null }] });
  expect(output.mean_auc).toBe(output.labels[0]?.auc);
  const read = fakeTerminal();
  await runCli(['eval', folder.path], read);
  expect(read.printed.join('\n')).toContain('AUC of Whales: not measurable, for no document has it');
});
