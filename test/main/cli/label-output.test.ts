import { expect, it } from 'vitest';

import { documentOutput, labelledText, labelText } from '../../../src-main/cli/topics/label-output.ts';
import type { LabelOutput, TopicDocument } from '../../../src-main/contract/index.ts';
import { fakeTerminal } from '../../helpers/fake-terminal.ts';

const LABEL: LabelOutput = {
  name: 'Rent',
  parent: null,
  words: [],
  examples: [],
  threshold: 0.5,
  proposed: 0.5,
  documents: 3,
  near_line: 0,
  health: { kind: 'clear', other: null, text: 'Clear.' },
};

function linesOf(label: Partial<LabelOutput>): string[] {
  return labelText({ ...LABEL, ...label }, fakeTerminal()).split('\n');
}

it('names the first of hundreds of words and counts the rest, slips first', () => {
  const words = Array.from({ length: 500 }, (_, place) => ({
    word: `word ${place}`,
    documents: 0,
    meant: null,
  }));
  const lines = linesOf({ words: [...words, { word: 'landlrod', documents: 0, meant: 'landlord' }] });
  expect(lines[0]).toMatch(/word 11 and 489 more$/);
  expect(lines[2]).toBe('  landlrod stands in no document; landlord does.');
  expect(lines.at(-1)).toBe('  496 more of its words stand in no document.');
  expect(lines).toHaveLength(8);
});

it('names all of a few words, and says nothing of those that are known', () => {
  const words = ['lease', 'notice'].map((word) => ({ word, documents: 2, meant: null }));
  expect(linesOf({ words })).toEqual(['[Rent]  3  lease, notice', '  Clear.']);
});

it('says of an example that left that it counts for nothing until it is back', () => {
  const example = { path: '/papers/flat.md', name: 'flat.md', verdict: 'belongs' as const };
  expect(linesOf({ examples: [{ ...example, present: false, compared: false }] }).at(-1)).toContain(
    '/papers/flat.md is no longer there',
  );
  expect(linesOf({ examples: [{ ...example, present: true, compared: true }] })).toHaveLength(2);
});

const DOCUMENT: TopicDocument = {
  path: '/papers/flat.md',
  file: '/papers/flat.md',
  connected: true,
  name: 'flat.md',
  title: 'Flat',
  format: 'markdown',
  modified: 0,
  score: 0.75,
  belongs: true,
  nearLine: false,
  verdict: null,
  deep: false,
  compared: true,
  evidence: {
    text: 'The lease ends in May.',
    page: 2,
    heading: null,
    start: 0,
    end: 22,
    marks: [{ start: 4, end: 9 }],
  },
};

it('shows of a document the passage with the words that speak for the label, in bold and as data', () => {
  const text = labelledText(LABEL, [DOCUMENT, { ...DOCUMENT, score: 0.2, belongs: false }], fakeTerminal());
  expect(text.split('\n').slice(2)).toEqual([
    '0.75  [/papers/flat.md] page 2',
    '      The [lease] ends in May.',
    '──── below 0.50 the label is not given',
    '0.20  [/papers/flat.md] page 2',
    '      The [lease] ends in May.',
  ]);
  const uncompared = { ...DOCUMENT, compared: false, score: 0, verdict: 'belongs' as const, evidence: null };
  expect(labelledText(LABEL, [uncompared], fakeTerminal()).split('\n').at(-1)).toBe(
    '  –   [/papers/flat.md] ✓ by you',
  );
  expect(documentOutput(DOCUMENT).words).toEqual(['lease']);
  expect(documentOutput({ ...DOCUMENT, evidence: null }).words).toEqual([]);
});
