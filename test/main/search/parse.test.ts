import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { hasFilters, hasText, parseQuery, type ParsedQuery } from '../../../src-main/search/query/parse.ts';

const EMPTY: ParsedQuery = {
  meaning: '',
  words: [],
  phrases: [],
  excluded: [],
  types: [],
  excludedTypes: [],
  paths: [],
  excludedPaths: [],
  labels: [],
  excludedLabels: [],
};

test.each<[string, Partial<ParsedQuery>]>([
  ['', {}],
  ['  \n ', {}],
  ['two words', { meaning: 'two words', words: ['two', 'words'] }],
  ['"a phrase" word', { meaning: 'a phrase word', words: ['word'], phrases: ['a phrase'] }],
  ['„deutsche Zeichen“', { meaning: 'deutsche Zeichen', phrases: ['deutsche Zeichen'] }],
  ['bees -honey', { meaning: 'bees', words: ['bees'], excluded: ['honey'] }],
  ['bees -"wild honey"', { meaning: 'bees', words: ['bees'], excluded: ['wild honey'] }],
  ['type:PDF -type:csv tax', { meaning: 'tax', words: ['tax'], types: ['pdf'], excludedTypes: ['csv'] }],
  ['path:"a b" -path:Old', { paths: ['a b'], excludedPaths: ['Old'] }],
  ['label:travel LABEL:"Sleep and memory"', { labels: ['travel', 'Sleep and memory'] }],
  ['-label:travel bees', { meaning: 'bees', words: ['bees'], excludedLabels: ['travel'] }],
  ['label: labels:x', { meaning: 'label: labels:x', words: ['label:', 'labels:x'] }],
  ['PATH:x Type:y', { paths: ['x'], types: ['y'] }],
  ['well-known -', { meaning: 'well-known -', words: ['well-known', '-'] }],
  ['- honey', { meaning: '- honey', words: ['-', 'honey'] }],
  ['type: path:', { meaning: 'type: path:', words: ['type:', 'path:'] }],
  ['"open quote', { meaning: 'open quote', phrases: ['open quote'] }],
  ['say "" -"" type:""', { meaning: 'say', words: ['say'] }],
  ['"new"york "a""b"', { meaning: 'new york a b', words: ['york'], phrases: ['new', 'a', 'b'] }],
  ['5"disk', { meaning: '5"disk', words: ['5"disk'] }],
  ['+++ ???', { meaning: '+++ ???', words: ['+++', '???'] }],
  ['http://type:pdf', { meaning: 'http://type:pdf', words: ['http://type:pdf'] }],
])('%s is read', (query, expected) => {
  expect(parseQuery(query)).toEqual({ ...EMPTY, ...expected });
});

test('a query of 10,000 characters is read whole', () => {
  expect(parseQuery('word '.repeat(2_000)).words).toHaveLength(2_000);
  expect(parseQuery('x'.repeat(10_000)).words).toEqual(['x'.repeat(10_000)]);
  expect(parseQuery('"'.repeat(10_001))).toEqual(EMPTY);
  expect(parseQuery(`-type:"${' '.repeat(10_000)}`)).toEqual(EMPTY);
});

test('any query is read, and no letter of it is lost', () => {
  const piece = oneof(
    constantFrom('"', '-', ' ', 'type:', 'path:', 'label:', '“', '”', 'word', 'é'),
    string({ unit: 'binary' }),
  );
  const holds = property(string({ unit: piece, maxLength: 20 }), (query) => {
    const parsed = parseQuery(query);
    const { meaning: _, ...lists } = parsed;
    const kept = Object.values(lists).flat().join('').toLowerCase();
    for (const word of query.match(/word|é/g) ?? []) expect(kept).toContain(word);
    expect(hasText(parsed)).toBe(parsed.words.length + parsed.phrases.length > 0);
  });
  assert(holds, { numRuns: 500 });
});

test('what leaves documents out before ranking is a filter', () => {
  expect(['a', '', '-'].map((query) => hasFilters(parseQuery(query)))).toEqual([false, false, false]);
  for (const query of ['"a"', '-a', 'type:a', '-type:a', 'path:a', '-path:a']) {
    expect(hasFilters(parseQuery(query)), query).toBe(true);
  }
});

test('a pasted paragraph is a text: its quotation marks, dashes and colons are prose', () => {
  const paragraph = `${'plain '.repeat(40)}"training" of -people path:somewhere`;
  const query = parseQuery(paragraph);
  expect(hasFilters(query)).toBe(false);
  expect(query.words.slice(-4)).toEqual(['"training"', 'of', '-people', 'path:somewhere']);
  expect(hasFilters(parseQuery('plain "training" of -people path:somewhere'))).toBe(true);
});
