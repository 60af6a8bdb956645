import { expect, test } from 'vitest';

import type { Label } from '../../../src-renderer/api/types.ts';
import { errorsAsCsv } from '../../../src-renderer/lib/error-list.ts';
import { fileNameOf, labelAsCsv, labelAsJson, labelAsPaths } from '../../../src-renderer/lib/label-list.ts';
import {
  branches,
  carriedAt,
  carriedText,
  deepText,
  examplesText,
  fewText,
  firstUnder,
  insideQuery,
  judgedText,
  lossText,
  nearText,
  possibleParents,
  signName,
  suggestedName,
  wordsIn,
} from '../../../src-renderer/lib/labels.ts';

function label(id: number, name: string, more: Partial<Label> = {}): Label {
  return {
    id,
    name,
    parent: null,
    colour: 0,
    words: [],
    examples: [],
    threshold: null,
    proposed: 0.5,
    documents: 0,
    nearLine: 0,
    health: { kind: 'clear', other: null, text: '' },
    ...more,
  };
}

const LISTED = {
  path: '/r/a, b.md',
  name: 'a, b.md',
  title: '=1+1',
  score: 0.714,
  verdict: 'belongs',
  modified: Date.parse('2019-05-14T12:00:00Z'),
} as const;

test('children follow their parent; one whose parent is gone stands by itself', () => {
  const labels = [
    label(1, 'Dreams', { parent: 3 }),
    label(2, 'Flat'),
    label(3, 'Sleep'),
    label(4, 'Van', { parent: 9 }),
  ];
  expect(branches(labels).map(({ label: { name }, under }) => [name, under?.name ?? ''])).toEqual([
    ['Flat', ''],
    ['Sleep', ''],
    ['Dreams', 'Sleep'],
    ['Van', ''],
  ]);
});

test('a label lies under one that lies under none, and only while it has no children', () => {
  const labels = [label(1, 'Dreams', { parent: 3 }), label(2, 'Flat'), label(3, 'Sleep')];
  expect(possibleParents(labels, null).map(({ name }) => name)).toEqual(['Flat', 'Sleep']);
  expect(possibleParents(labels, 2).map(({ name }) => name)).toEqual(['Sleep']);
  expect(possibleParents(labels, 3)).toEqual([]);
});

test('eight colours, four signs, each with a name', () => {
  expect([0, 1, 2, 3, 4].map(signName)).toEqual([
    'Blue circle',
    'Violet square',
    'Ochre triangle',
    'Green diamond',
    'Rose circle',
  ]);
});

test('the histogram tells how many lie at or above a threshold', () => {
  const histogram = Array.from({ length: 100 }, () => 1);
  expect([0, 0.29, 0.57, 0.99, 1].map((threshold) => carriedAt(histogram, threshold))).toEqual([
    100, 71, 43, 1, 0,
  ]);
});

test('the line lies before the first document under it', () => {
  const documents = [0.7, 0.5, 0.3].map((score) => ({ score, compared: true }));
  expect([0.8, 0.5, 0.1].map((threshold) => firstUnder(documents, threshold))).toEqual([0, 2, -1]);
  const photo = { score: 0, compared: false };
  expect(firstUnder([photo, ...documents], 0.5)).toBe(3);
});

test('words are typed in one line', () => {
  expect(wordsIn(' sleep, deep sleep;nap,,nap ')).toEqual(['sleep', 'deep sleep', 'nap']);
  expect(suggestedName(['sleep', 'memory', 'nap'])).toBe('Sleep, memory');
});

test('examples and judgements in words', () => {
  const belongs = { verdict: 'belongs' } as const;
  const not = { verdict: 'not' } as const;
  expect(examplesText([belongs, not, belongs])).toBe('2 for, 1 against');
  expect(examplesText([belongs, not, not])).toBe('1 for, 2 against');
  expect(examplesText([])).toBe('');
  const document = { name: 'Lease.pdf', title: '' };
  expect(judgedText(document, 'belongs')).toBe('Lease: belongs.');
  expect(judgedText(document, 'not')).toBe('Lease: does not belong.');
  expect(judgedText(document, null)).toBe('Lease: no longer judged.');
});

test('how many carry it, and how many are worth judging', () => {
  expect([0, 1, 1280].map(carriedText)).toEqual([
    'no document carries this label',
    '1 document carries this label',
    '1,280 documents carry this label',
  ]);
  expect(nearText(0)).toBe('');
  expect(nearText(1)).toMatch(/^1 lies near the line/);
  expect(nearText(9)).toMatch(/^9 lie near the line/);
});

test('what the ranking rests on is said until it is the best there is', () => {
  expect(deepText({ deep: 0, documents: 40 })).toBe('Ranked by light meaning; gets better by itself.');
  expect(deepText({ deep: 39, documents: 40 })).toMatch(/^1 of 40 documents is ranked by light meaning/);
  expect(deepText({ deep: 40, documents: 40 })).toBe('');
  expect(deepText({ deep: 33, documents: 40 }, true)).toBe(
    '7 of 40 documents are ranked by light meaning: tables and the like are not read closely.',
  );
  expect(fewText({ documents: 0, rank: null })).toMatch(/^No document has been read yet/);
  expect(fewText({ documents: 7, rank: null })).toMatch(/^7 documents: too few/);
  expect(fewText({ documents: 700, rank: 31 })).toBe('');
});

test('what goes with a label is said before it goes', () => {
  const word = { word: 'sleep', documents: 3, meant: null };
  const example = { path: '/a', name: 'a', verdict: 'not', present: true, compared: true } as const;
  expect(lossText(label(1, 'Sleep', { words: [word, word], examples: [example], documents: 128 }))).toBe(
    'Its 2 words and 1 example are lost. 128 documents no longer carry it; the files stay as they are.',
  );
  expect(lossText(label(1, 'Sleep', { words: [word], documents: 1 }))).toBe(
    'Its 1 word is lost. 1 document no longer carries it; the files stay as they are.',
  );
  expect(lossText(label(1, 'Sleep'))).toBe('No document carries it.');
});

test('the query that searches inside holds the name as one', () => {
  expect(insideQuery('Sleep and "memory"')).toBe('label:"Sleep and memory" ');
});

test('the list of a label for a spreadsheet, a program, and a script', () => {
  expect(labelAsCsv([LISTED])).toBe(
    `path,name,title,score,judged,modified\r\n"/r/a, b.md","a, b.md",'=1+1,0.71,belongs,2019-05-14\r\n`,
  );
  expect(JSON.parse(labelAsJson('Sleep', [LISTED]))).toEqual({
    label: 'Sleep',
    documents: [{ ...LISTED, modified: '2019-05-14' }],
  });
  expect(labelAsPaths([LISTED, { ...LISTED, path: '/r/c.md' }])).toBe('/r/a, b.md\n/r/c.md\n');
  expect(errorsAsCsv([])).toBe('path,code,cause,remedy\r\n');
  expect(['Taxes: 2019/20', '...', 'Ruth’s letters'].map(fileNameOf)).toEqual([
    'Taxes 2019 20',
    'label',
    'Ruth’s letters',
  ]);
});
