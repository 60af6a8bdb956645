import { expect, it } from 'vitest';

import { labelText } from '../../../src-main/cli/topics/label-output.ts';
import type { LabelOutput } from '../../../src-main/contract/index.ts';
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
  expect(linesOf({ examples: [{ ...example, present: false }] }).at(-1)).toContain(
    '/papers/flat.md is no longer there',
  );
  expect(linesOf({ examples: [{ ...example, present: true }] })).toHaveLength(2);
});
