import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { printView, readView, typedView, type QueryView } from '../../../src-renderer/lib/query-view.ts';
import { parseQuery } from '../../../src-main/search/query/parse.ts';
import { FILTERS } from '../../../src-main/search/query/filters.ts';

const PIECES = [
  'bees',
  'notice',
  're:',
  'http://x.org/a:b',
  '12:30',
  '-',
  '-O2',
  '-x',
  '-draft',
  '-e-mail',
  '-12',
  'a*',
  'OR',
  'AND',
  'NEAR/3',
  '(',
  ')',
  '(bees',
  'wasps)',
  'f(x)',
  '"',
  '"three months"',
  '-"three months"',
  '“three months”',
  'type:pdf',
  'type:pdf,docx',
  'TYPE:pdf',
  '-type:mail',
  'path:"Tax 2023"',
  'path:a,b',
  'path:"Tax',
  'path:f(x)',
  'label:"x, y",z',
  'date:last-month',
  'date:nonsense',
  'size:>2MB',
  'nothing:here',
  'type:',
  'subject:"moving out"',
];
const queries = array(constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(' '));

/** What a query asks for: every strict part whatever its place, and the words in their order. */
function meaningOf(query: string): { strict: string[]; words: readonly string[] } {
  const { strict, words } = parseQuery(query);
  // What looks like a filter and cannot be read is a word wherever it stands.
  const ordered = words.filter((word) => !word.startsWith('date:'));
  return { strict: strict.map((part) => JSON.stringify(part)).toSorted(), words: ordered };
}

const trimmed = (view: QueryView): QueryView => ({ ...view, words: view.words.trim() });

describe('a query and its chips', () => {
  test('asks the same, whatever becomes a chip', () => {
    assert(
      property(queries, (query) => {
        expect(meaningOf(printView(readView(query)))).toEqual(meaningOf(query));
      }),
      { numRuns: 3000 },
    );
  });

  test('what was printed is read as it was', () => {
    assert(
      property(queries, (query) => {
        const view = readView(query);
        const printed = printView(view);
        expect(trimmed(readView(printed))).toEqual(trimmed(view));
        expect(printView(readView(printed))).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });

  test('every chip is one strict part of the engine’s grammar', () => {
    assert(
      property(queries, (query) => {
        for (const chip of readView(query).chips) {
          const { parts, errors } = parseQuery(chip);
          expect(parts).toHaveLength(1);
          expect(parts[0]?.kind !== 'word' || errors.length === 1).toBe(true);
        }
      }),
    );
  });

  test('every filter of the engine becomes one', () => {
    for (const { example } of FILTERS) expect(readView(`bees ${example} honey`).chips).toEqual([example]);
  });

  test.each([
    ['notice type:pdf -parking', { words: 'notice', chips: ['type:pdf', '-parking'] }],
    ['type:pdf', { words: '', chips: ['type:pdf'] }],
    ['a type:pdf b', { words: 'a b', chips: ['type:pdf'] }],
    ['bees OR type:pdf', { words: 'bees OR type:pdf', chips: [] }],
    ['(bees type:pdf) x', { words: '(bees type:pdf) x', chips: [] }],
    ['e-mail at 12:30 - or so', { words: 'e-mail at 12:30 - or so', chips: [] }],
    ['gcc -O2 -x', { words: 'gcc -O2 -x', chips: [] }],
  ])('%s', (query, view) => {
    expect(trimmed(readView(query))).toEqual(view);
  });

  test('a pasted text has none', () => {
    const pasted = `type:pdf ${'word '.repeat(40)}`;
    expect(readView(pasted)).toEqual({ words: pasted, chips: [] });
  });
});

describe('typing', () => {
  const empty = { words: '', chips: [] };

  test('a filter is a chip once a blank ends it, and not while the caret stands behind it', () => {
    expect(typedView(empty, 'bees type:pdf', 13)).toEqual({ words: 'bees type:pdf', chips: [] });
    expect(typedView(empty, 'bees type:pdf ', 14)).toEqual({ words: 'bees ', chips: ['type:pdf'] });
    expect(typedView(empty, 'type:p bees', 6)).toEqual({ words: 'type:p bees', chips: [] });
  });

  test('Enter ends it too', () => {
    expect(typedView(empty, 'bees type:pdf', null)).toEqual({ words: 'bees ', chips: ['type:pdf'] });
  });

  test('key by key, nothing that was typed is lost', () => {
    assert(
      property(queries, (query) => {
        let view: { words: string; chips: readonly string[] } = empty;
        for (const key of query) view = typedView(view, view.words + key, view.words.length + 1);
        view = typedView(view, view.words, null);
        const letters = (text: string): string => [...text.replaceAll(/\s/gu, '')].toSorted().join('');
        expect(letters(printView(view))).toBe(letters(query));
      }),
    );
  });

  test('what makes the whole a pasted text takes the chips back into it', () => {
    const view = typedView({ words: '', chips: ['type:pdf'] }, 'word '.repeat(40), null);
    expect(view.chips).toEqual([]);
    expect(view.words.startsWith('type:pdf word')).toBe(true);
  });
});
