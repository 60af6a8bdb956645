import {
  array,
  assert,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
  string,
  uniqueArray,
  constant,
} from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { HELP_EXAMPLES, queryHelp } from '../../../../src-main/search/query/help.ts';
import { FILTERS } from '../../../../src-main/search/query/filters.ts';
import { hasFilters, hasText, parseQuery } from '../../../../src-main/search/query/parse.ts';
import { printQuery } from '../../../../src-main/search/query/print.ts';
import { FILTER_NAMES, type QueryNode } from '../../../../src-main/search/query/syntax-tree.ts';
import { inBrief } from './in-brief.ts';
import { FAULTY, QUERIES } from './queries.ts';

describe('a query', () => {
  it.each(QUERIES)('%s is read', (query, tree) => {
    const { parts, errors } = parseQuery(query);
    expect(inBrief(parts)).toBe(tree);
    expect(errors).toEqual([]);
  });

  it.each(FAULTY)('%s is searched, and its faults are pointed at', (query, tree, faults) => {
    const { parts, errors } = parseQuery(query);
    expect(inBrief(parts)).toBe(tree);
    expect(errors.map(({ start, end }) => `${start}-${end}`).join(' ')).toBe(faults);
    for (const { text } of errors) expect(text).toMatch(/\.$/);
  });

  it('stands in more than two hundred forms above, no two alike', () => {
    const queries = [...QUERIES, ...FAULTY].map(([query]) => query);
    expect(new Set(queries).size).toBe(queries.length);
    expect(queries.length).toBeGreaterThan(200);
  });

  it('of 10,000 characters is read whole', () => {
    expect(parseQuery('word '.repeat(2_000)).words).toHaveLength(2_000);
    expect(parseQuery('x'.repeat(10_000)).words).toEqual(['x'.repeat(10_000)]);
    expect(parseQuery('"'.repeat(10_001)).parts).toEqual([]);
    expect(hasText(parseQuery('('.repeat(10_000)))).toBe(true);
    expect(parseQuery(`-type:"${' '.repeat(10_000)}`).strict).toEqual([]);
  });

  it('of more than forty words is a text: its quotation marks, dashes and colons are prose', () => {
    const paragraph = `${'plain '.repeat(40)}"training" of -people path:somewhere`;
    const query = parseQuery(paragraph);
    expect(hasFilters(query)).toBe(false);
    expect(query.words.slice(-4)).toEqual(['"training"', 'of', '-people', 'path:somewhere']);
    expect(hasFilters(parseQuery('plain "training" of -people path:somewhere'))).toBe(true);
  });
});

test('what is left out and what filters say is no part of the meaning', () => {
  const query = parseQuery('bees "royal jelly" OR wax -honey type:pdf hon* (garden OR -"old meadow")');
  expect(query.meaning).toBe('bees royal jelly wax hon garden');
  expect(query.words).toEqual(['bees']);
  expect(query.required).toEqual(['wax', 'hon', 'garden']);
  expect(query.phrases).toEqual(['royal jelly']);
});

const SIGNS = [
  '"',
  '“',
  '”',
  '„',
  '-',
  ' ',
  '(',
  ')',
  ' OR ',
  ' AND ',
  ' NEAR ',
  ' NEAR/3 ',
  '*',
  ',',
  ':',
  '..',
  '>',
  ...FILTER_NAMES.map((name) => `${name}:`),
  'word',
  'é',
  'pdf',
  '2023',
  'last-month',
  '2MB',
  '\n',
  '\\',
  '\0',
  '東京',
  '🎉',
  '\ud800',
];

test('no string of 10,000 throws, every fault lies within it, and every word of it is searched or a filter’s', () => {
  const piece = oneof(
    { weight: 4, arbitrary: constantFrom(...SIGNS) },
    { weight: 1, arbitrary: string({ unit: 'binary' }) },
  );
  const holds = property(string({ unit: piece, maxLength: 24 }), (query) => {
    const { parts, errors } = parseQuery(query);
    for (const { start, end } of errors) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(query.length);
    }
    const told = [inBrief(parts), ...errors.map(({ start, end }) => query.slice(start, end))].join(' ');
    for (const word of query.match(/word|é/g) ?? []) expect(told).toContain(word);
  });
  assert(holds, { numRuns: 10_000 });
});

const WORDS = ['bees', 'honey', 'wax', 'C++', '12:30', '-O2', 'well-known', 'f(x)', 'é', 'or', '東京'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  date: ['2023', '2023-05..', 'last-month'],
  modified: ['2023..2024', 'today'],
  size: ['>2MB', '1MB..5MB'],
  lang: ['de', 'French'],
  page: ['3', '3..5'],
  has: ['ocr'],
  is: ['duplicate'],
};

/** Trees as the parser makes them: an AND holds no AND, an OR no OR, and each at least two. */
const { tree } = letrec<Record<'leaf' | 'text' | 'near' | 'not' | 'and' | 'or' | 'tree', QueryNode>>(
  (tie) => ({
    text: oneof(
      record({ kind: constant('word' as const), text: constantFrom(...WORDS) }),
      record({ kind: constant('phrase' as const), text: constantFrom('royal jelly', 'a (b)', '-x OR y') }),
      record({ kind: constant('prefix' as const), text: constantFrom('hon', 'naïv', 'x1') }),
    ),
    leaf: oneof(
      tie('text'),
      constantFrom(...FILTERS).chain(({ name, isList }) =>
        record({
          kind: constant('filter' as const),
          name: constant(name),
          values: uniqueArray(constantFrom(...(VALUES[name] ?? ['pdf', 'Tax_2023', 'docx'])), {
            minLength: 1,
            maxLength: isList ? 3 : 1,
          }),
        }),
      ),
    ),
    near: record({
      kind: constant('near' as const),
      distance: constantFrom(0, 5, 120),
      of: array(tie('text'), { minLength: 2, maxLength: 3 }),
    }),
    not: record({ kind: constant('not' as const), of: tie('tree') }),
    and: array(oneof({ depthSize: 'small' }, tie('leaf'), tie('not'), tie('or')), {
      minLength: 2,
      maxLength: 3,
    }).map((of) => ({ kind: 'and' as const, of })),
    or: array(oneof({ depthSize: 'small' }, tie('leaf'), tie('not'), tie('and'), tie('near')), {
      minLength: 2,
      maxLength: 3,
    }).map((of) => ({ kind: 'or' as const, of })),
    tree: oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      tie('near'),
      tie('not'),
      tie('or'),
      tie('and'),
    ),
  }),
);

test('what is printed of a tree reads as that tree', () => {
  const holds = property(array(tree, { maxLength: 4 }), (parts) => {
    const printed = printQuery(parts);
    if (printed.split(/\s+/).length > 40) return;
    expect(parseQuery(printed), printed).toMatchObject({ parts, errors: [] });
  });
  assert(holds, { numRuns: 2_000 });
});

test('what is printed of any query reads as that query', () => {
  for (const [query] of QUERIES) {
    const { parts } = parseQuery(query);
    expect(parseQuery(printQuery(parts)).parts, query).toEqual(parts);
  }
});

describe('the help page', () => {
  it('names every filter, and every example on it is read', () => {
    const help = queryHelp();
    for (const { name, description } of FILTERS) {
      expect(help).toContain(`${name}:`);
      expect(help).toContain(description);
    }
    for (const example of HELP_EXAMPLES) {
      expect(parseQuery(example), example).toMatchObject({ errors: [] });
      expect(hasFilters(parseQuery(example)), example).toBe(true);
    }
  });
});
