import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { indexableText } from '../../../src-main/lib/text/indexable.ts';
import { terms } from '../../../src-main/lib/text/tokens.ts';
import { marksOf } from '../../../src-main/lib/text/marks.ts';
import { namedDocuments } from '../../../src-main/search/names.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

const marked = (
  text: string,
  query: string,
  phrases: string[] = [],
  beginning: string | null = null,
): string[] =>
  marksOf(text, { terms: new Set(terms(indexableText(query))), phrases, beginning }).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('marks', () => {
  it.each<[string, string, string[], string[]]>([
    ['Bees love a bee', 'bee', [], ['Bees', 'bee']],
    ['naïve CAFÉS', 'cafe', [], ['CAFÉS']],
    ['Ёлки и палки', 'елки', [], ['Ёлки']],
    ['私は東京都に住む', '東京都', [], ['東京都']],
    ['𠮷野家で食べる', '𠮷野家', [], ['𠮷野家']],
    ['ガラスとカラス', 'ガラス', [], ['ガラス', 'ラス']],
    ['the annual report', '', ['annual report'], ['annual report']],
    ['a universal truth', 'university', [], ['universal']],
    ['nothing here', 'bee', [], []],
    ['', 'bee', ['x'], []],
  ])('in %j for %j', (text, query, phrases, expected) => {
    expect(marked(text, query, phrases)).toEqual(expected);
  });

  it('stand where a word begins as the one being typed', () => {
    expect(marked('Kubernetes, KUBECTL and a cube', 'kub', [], 'kub')).toEqual(['Kubernetes', 'KUBECTL']);
  });

  it('of anything lie in the text, in order, apart, and cut no character', () => {
    const unit = constantFrom('bee', ' ', '東', '京', '𠮷', '野', '😀', 'é', 'e\u0301', 'İ', '-');
    const text = string({ unit, maxLength: 20 });
    const holds = property(
      text,
      text,
      array(
        text.filter((phrase) => phrase !== ''),
        { maxLength: 2 },
      ),
      (body, query, phrases) => {
        let behind = -1;
        for (const { start, end } of marksOf(body, {
          terms: new Set(terms(indexableText(query))),
          phrases,
          beginning: null,
        })) {
          expect(start).toBeGreaterThan(behind);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(body.length);
          expect(body.slice(start, end).isWellFormed()).toBe(true);
          behind = end;
        }
      },
    );
    assert(holds, { numRuns: 500 });
  });
});

describe('documents by name', () => {
  it('come with the exact name first', async () => {
    await using library = await storedLibrary();
    for (const path of [
      'tax/notes 2023 old.txt',
      'report tax 2023 appendix b.pdf',
      'a/Tax_Report_2023.pdf',
      'bees.md',
    ])
      library.see(path);
    const named = namedDocuments(library.connection, ['tax', 'report', '2023'], {
      total: 4,
      filtered: false,
    });
    expect(named.map(({ document }) => document.path)[0]).toBe('a/Tax_Report_2023.pdf');
    expect(named.map(({ document }) => document.path)).not.toContain('bees.md');
    for (const { score } of named) expect(score).toBeLessThanOrEqual(1);
  });

  it.each([
    ['parseQuery.test.ts', 'query'],
    ['MyTaxReport.html', 'tax'],
    ['東京都.txt', '東京'],
    ['bücher_liste.ods', 'bucher'],
    ['apartment.pdf', 'apart'],
  ])('%s answers to %s', async (path, word) => {
    await using library = await storedLibrary();
    library.see(path);
    expect(namedDocuments(library.connection, [word], { total: 1, filtered: false })).toHaveLength(1);
  });

  it('are none for signs alone', async () => {
    await using library = await storedLibrary();
    library.see('a');
    expect(namedDocuments(library.connection, ['+++', '"'], { total: 1, filtered: false })).toEqual([]);
  });
});
