import { describe, expect, it } from 'vitest';

import { Corrector } from '../../../src-main/search/corrections.ts';
import { parseQuery } from '../../../src-main/search/query/parse.ts';
import { readVocabulary, refreshVocabulary } from '../../../src-main/storage/vocabulary.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

const isWord = (word: string): boolean => word === 'owner' || word === 'headed';

async function library() {
  const made = await storedLibrary();
  made.add('a', [
    'Ownership of every response',
    'response and ownership',
    'a Straße 東京',
    'Straße',
    'x99y x99y',
  ]);
  made.add('b', contentOf(['body'], { title: 'Headers matter' }));
  made.add('c', contentOf(['another body'], { title: 'Headers again' }));
  refreshVocabulary(made.connection);
  return made;
}

describe('words that stand nowhere', () => {
  it.each([
    [
      'ownershp of a responce',
      [
        ['ownershp', 'ownership'],
        ['responce', 'response'],
      ],
      'ownership of a response',
    ],
    ['(ownershp), again', [['ownershp', 'ownership']], '(ownership), again'],
    ['hedders again', [['hedders', 'headers']], 'headers again'],
    ['strsaße response', [['strsaße', 'straße']], 'straße response'],
  ])('are corrected from the index: %s', async (typed, corrections, meaning) => {
    await using made = await library();
    const corrected = new Corrector(made.connection, made.passages, isWord).correct(parseQuery(typed));
    expect(corrected.corrections.map(({ from, to }) => [from, to])).toEqual(corrections);
    expect(corrected.query.meaning).toBe(meaning);
    expect(corrected.query.words.join(' ')).toBe(meaning);
  });

  it.each([
    ['a word that is known', 'response'],
    ['a word known in another form', 'responses owned again'],
    ['the beginning of a word, still being typed', 'every owne'],
    ['a word of the language that no document has', 'headed again owner again'],
    ['too far from every other', 'hederfs again'],
    ['a phrase', '"ownershp"'],
    ['a code', 'x98y ownership2 own_ershp'],
    ['another script', '東亰'],
    ['nothing', ''],
  ])('are left alone where they are %s', async (_, typed) => {
    await using made = await library();
    const query = parseQuery(typed);
    const corrected = new Corrector(made.connection, made.passages, isWord).correct(query);
    expect(corrected).toEqual({ query, corrections: [] });
  });

  it('are corrected from words that came since', async () => {
    await using made = await library();
    const corrector = new Corrector(made.connection, made.passages, isWord);
    const correct = () => corrector.correct(parseQuery('quince jely')).corrections;
    expect(correct()).toEqual([]);
    made.add('d', ['quince jelly', 'apple jelly']);
    refreshVocabulary(made.connection);
    made.passages.forget();
    expect(correct()).toEqual([{ from: 'jely', to: 'jelly' }]);
    made.add('e', ['jely it is']);
    expect(correct()).toEqual([]);
  });
});

it('the vocabulary holds words met twice, no numbers, and nothing that left', async () => {
  await using made = await library();
  const vocabulary = readVocabulary(made.connection);
  const terms = Array.from({ length: vocabulary.size }, (_, place) => vocabulary.termAt(place));
  expect(terms).toEqual(expect.arrayContaining(['ownership', 'respons', 'bodi']));
  expect(vocabulary.passages[terms.indexOf('respons')]).toBe(2);
  expect(vocabulary.lengthAt(terms.indexOf('respons'))).toBe('respons'.length);
  expect(terms).not.toContain('everi');
  expect(terms.join(' ')).not.toMatch(/\d/);
  for (const path of ['a', 'b', 'c']) made.drop(path);
  made.index.sweep();
  refreshVocabulary(made.connection);
  expect(readVocabulary(made.connection).size).toBe(0);
});
