import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { isLabelledSet, readLabelledSet } from '../../../src-main/engine/labelled-set.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const BREAD = { name: 'Bread', keywords: ['dough', 'oven', 'dough'] };
const DOCUMENT = { _id: '1', text: 'Knead the dough.', label: 'Bread' };

async function folderOf(labels: string, documents: string) {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'labels.json'), labels);
  await writeFile(join(folder.path, 'docs.jsonl'), documents);
  return folder;
}

function lines(...documents: readonly unknown[]): string {
  return documents.map((document) => JSON.stringify(document)).join('\n');
}

async function refused(labels: string, documents: string): Promise<unknown> {
  await using folder = await folderOf(labels, documents);
  try {
    readLabelledSet(folder.path);
  } catch (thrown) {
    return thrown;
  }
  return null;
}

describe('a set of labelled documents', () => {
  it('is read with the words of a label once each, and documents that have no label', async () => {
    const others = [
      { ...DOCUMENT, _id: '2', title: 'Krill', label: null },
      { ...DOCUMENT, _id: '3', title: null, label: 'Whales', split: 'test' },
    ];
    await using folder = await folderOf(
      `\uFEFF${JSON.stringify([BREAD])}`,
      `${lines(DOCUMENT)}\r\n\n${lines(...others)}\n`,
    );
    expect(isLabelledSet(folder.path)).toBe(true);
    expect(readLabelledSet(folder.path)).toEqual({
      labels: [{ name: 'Bread', words: ['dough', 'oven'] }],
      records: [
        { id: '1', title: '', text: 'Knead the dough.' },
        { id: '2', title: 'Krill', text: 'Knead the dough.' },
        { id: '3', title: '', text: 'Knead the dough.' },
      ],
      truth: [0, -1, -1],
    });
  });

  it.each([
    ['{"Bread": ["dough"]}', 'labels.json needs to be a list of labels.'],
    ['[]', 'labels.json needs one label or more.'],
    ['["Bread"]', 'labels.json, entry 1 needs to be an object.'],
    ['[{"keywords": ["dough"]}]', 'labels.json, entry 1 needs "name", a text.'],
    [
      JSON.stringify([BREAD, { name: 'Whales', words: ['krill'] }]),
      'labels.json, entry 2 needs "keywords", a list of one word or more.',
    ],
    [
      '[{"name": "Bread", "keywords": "dough"}]',
      'labels.json, entry 1 needs "keywords", a list of one word or more.',
    ],
    [
      '[{"name": "Bread", "keywords": [1]}]',
      'labels.json, entry 1 needs "keywords", a list of one word or more.',
    ],
    [
      '[{"name": "Bread", "keywords": []}]',
      'labels.json, entry 1 needs "keywords", a list of one word or more.',
    ],
    [JSON.stringify([BREAD, BREAD]), 'labels.json has Bread twice.'],
    ['[{"name": ', 'labels.json is no JSON: '],
    [
      JSON.stringify([{ ...BREAD, name: 'Loaves' }]),
      'No document of docs.jsonl has a label that labels.json names.',
    ],
  ])('with labels %s is refused', async (labels, cause) => {
    expect(await refused(labels, lines(DOCUMENT))).toMatchObject({
      code: 'DATASET_MALFORMED',
      message: expect.stringContaining(cause) as string,
      remedy: expect.stringContaining('inkling eval --help') as string,
    });
  });

  it.each([
    [[DOCUMENT, { ...DOCUMENT, _id: 2 }], 'docs.jsonl, line 2 needs "_id", a text that names it.'],
    [[DOCUMENT, { _id: '2', label: 'Bread' }], 'docs.jsonl, line 2 needs "text", what the document says.'],
    [
      [{ _id: '1', text: 'Dough', lable: 'Bread' }],
      'docs.jsonl, line 1 needs "label", the name of its label, or null for none.',
    ],
    [[DOCUMENT, ['Bread']], 'docs.jsonl, line 2 needs to be an object.'],
    [[DOCUMENT, DOCUMENT], 'docs.jsonl has 1 twice.'],
    [[], 'No document of docs.jsonl has a label that labels.json names.'],
  ])('with documents %j is refused by the line', async (documents, cause) => {
    expect(await refused(JSON.stringify([BREAD]), lines(...documents))).toMatchObject({
      code: 'DATASET_MALFORMED',
      message: cause,
    });
  });

  it('cut off in a line names it', async () => {
    const cut = await refused(JSON.stringify([BREAD]), `${lines(DOCUMENT)}\n\n{"_id": "2", "te`);
    expect(cut).toMatchObject({
      code: 'DATASET_MALFORMED',
      message: expect.stringContaining('docs.jsonl, line 3 is no JSON: ') as string,
    });
  });

  it('without its documents is told as one, and what is missing', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'labels.json'), JSON.stringify([BREAD]));
    expect(isLabelledSet(folder.path)).toBe(true);
    expect(() => readLabelledSet(folder.path)).toThrow('holds no docs.jsonl.');
  });
});
