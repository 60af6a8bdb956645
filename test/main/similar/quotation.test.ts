import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { align, wordsOf } from '../../../src-main/similar/alignment.ts';
import { withinEdits } from '../../../src-main/similar/edit-distance.ts';
import { quotationOf } from '../../../src-main/similar/quotation.ts';

const TEXT = `Notes on keeping bees.

Colonies overwinter on stored honey, and a hive that is opened in
January loses the warmth which its bees have gathered around the
queen for weeks. Leave them alone until the willows bloom.`;

const quote = (given: string, text = TEXT) => {
  const [wanted, found] = [wordsOf(given), wordsOf(text)];
  const quotation = quotationOf(wanted, found, align(wanted, found));
  return { ...quotation, runs: quotation.runs.map(({ start, end }) => text.slice(start, end)) };
};

describe('a text that was pasted', () => {
  it('stands word for word whatever its lines, its case and its signs', () => {
    const found = quote('a hive that is opened in January loses the warmth which its bees have GATH-\nERED');
    expect(found).toMatchObject({ kind: 'verbatim', share: 1 });
    expect(TEXT.slice(found.start, found.end)).toMatch(/^a hive[^]*gathered$/);
    expect(found.runs).toHaveLength(1);
  });

  it('stands nearly where words were changed, left out and misread; what is as given is told', () => {
    const found = quote(
      'a hive that is opend in winter loses the warrnth which bees have gathered around the queen',
    );
    expect(found.kind).toBe('nearly');
    expect(found.share).toBeGreaterThan(0.8);
    expect(found.runs.join(' | ')).toContain('a hive that is');
    expect(found.runs.join(' | ')).not.toContain('warmth');
  });

  it('hardly stands where only words of every text are shared', () => {
    expect(quote('the rent which is due in May for the flat on the hill').kind).toBe('hardly');
  });

  it('is not word for word where a word stands between', () => {
    expect(quote('Leave them until the willows bloom').kind).toBe('nearly');
  });

  it('is found in a script without blanks', () => {
    expect(quote('冬の間は蜂を', '春まで、冬の間は蜂をそっとしておく。').kind).toBe('verbatim');
  });
});

describe('edits', () => {
  it('are as many as a naive count says', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(3), (left, right, most) => {
        expect(withinEdits(left, right, most)).toBe(naiveEdits(left, right) <= most);
      }),
    );
  });
});

function naiveEdits(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const [first, second] = [left.slice(1), right.slice(1)];
  if (left[0] === right[0]) return naiveEdits(first, second);
  return 1 + Math.min(naiveEdits(first, right), naiveEdits(left, second), naiveEdits(first, second));
}
