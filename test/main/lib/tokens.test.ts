import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bigrams, indexableName, indexableText } from '../../../src-main/lib/text/indexable.ts';
import { fold, terms, tokens } from '../../../src-main/lib/text/tokens.ts';

const TOKENISER = 'porter unicode61 remove_diacritics 2';
const ENDINGS = ['', 's', 'ed', 'ing', 'ational', 'fulness', 'ies', 'eed', 'ly', 'izer', 'ement', "'s"];
/** Letters of scripts younger than SQLite's tables, which it takes for signs: New Tai Lue and two of Vedic. */
const UNKNOWN_TO_SQLITE = /[\u19b0-\u19c9\u1cf2\u1cf3]/;

/** The terms FTS5 itself makes of each text. */
function ftsTerms(texts: readonly string[]): string[][] {
  using database = disposable(new Database(':memory:'));
  database.exec(`CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='${TOKENISER}');
    CREATE VIRTUAL TABLE words USING fts5vocab(texts, 'instance')`);
  const insert = database.prepare('INSERT INTO texts (rowid, body) VALUES (?, ?)');
  texts.forEach((text, index) => insert.run(index, text));
  const found: string[][] = texts.map(() => []);
  const rows = database
    .prepare<[], { term: string; doc: number; offset: number }>('SELECT * FROM words')
    .all();
  for (const { term, doc, offset } of rows) (found[doc] ?? [])[offset] = term;
  return found;
}

function disposable(database: Database.Database): Database.Database & Disposable {
  return Object.assign(database, { [Symbol.dispose]: () => void database.close() });
}

/** Texts go into the postings through one door, and our own terms are taken behind it too. */
function differing(texts: readonly string[]): object[] {
  const doors = texts.map(indexableText);
  return ftsTerms(doors).flatMap((expected, index) => {
    const ours = terms(doors[index] ?? '');
    return ours.join(' ') === expected.join(' ') ? [] : [{ text: texts[index], ours, expected }];
  });
}

describe('our terms are those of FTS5', () => {
  it('for English words with every ending', () => {
    const model = join(import.meta.dirname, '../../../resources/models/inkling-light/vocabulary.txt');
    const words = readFileSync(model, 'utf8')
      .split('\n')
      .filter((word) => /^\p{L}+$/u.test(word));
    expect(words.length).toBeGreaterThan(20_000);
    expect(differing(words.map((word) => ENDINGS.map((ending) => word + ending).join(' ')))).toEqual([]);
  });

  it('for every character there is', () => {
    const characters = Array.from({ length: 0x30_000 }, (_, code) => code + 1)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((character) => !UNKNOWN_TO_SQLITE.test(character));
    const texts = [];
    for (let from = 0; from < characters.length; from += 64) {
      texts.push(
        characters
          .slice(from, from + 64)
          .map((character) => `qz${character}qx ${character}`)
          .join(' . '),
      );
    }
    expect(differing(texts)).toEqual([]);
  });

  it.each([
    'C++ and C#, F# but not ABCD# or C++11',
    'EIP-1559, foo_bar, v1.2.3, 1.234,00 €, 3½ ²',
    "Müller's naïve café, résumés; Straßen, SØREN, brøds, øs, Łódź, ǡǽ, ſtein",
    'ΟΔΟΣ όδος ΌΔΌΣ, Ёлка ёлки, Йод, їжак, Київ',
    '東京都に行く。ガラス パパ がか, 서울특별시 한국어, 中文字符 𠮷野家',
    'हिन्दी में लिखा, العَرَبِيَّة, עִבְרִית, ไทย',
    'a\u0301 e\u0308 combined, \u2066isolated\u2069, 👩‍🚀🚀 rocket ✈️',
    `${'long'.repeat(30)}ing ${'b'.repeat(63)}s`,
  ])('for %s', (text) => {
    expect(differing([text])).toEqual([]);
  });

  it('for any mixture of Latin, Greek, Cyrillic and signs', () => {
    const letters = "aeiouysEDINGtlzfø ßéǡΣσςόѐЁйі0١½²-_'’.,\u0301\u0345µſİı";
    const text = string({ unit: constantFrom(...letters), maxLength: 24 });
    const alike = property(array(text, { maxLength: 40 }), (texts) => {
      expect(differing(texts)).toEqual([]);
    });
    assert(alike, { numRuns: 100 });
  });
});

describe('tokens', () => {
  it('stand where their words stand', () => {
    const text = 'Bees (Apis), naïve cafés — 😀 overwintering';
    const found = [...tokens(text)];
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Bees',
      'Apis',
      'naïve',
      'cafés',
      'overwintering',
    ]);
    expect(found.map(({ term }) => term)).toEqual(terms(text));
    expect(terms(text)).toEqual(['bee', 'api', 'naiv', 'cafe', 'overwint']);
  });

  it('fold case and diacritics, and folding again changes nothing', () => {
    expect(['ÉCOLE', 'ΌΔΌΣ', 'Ёлка', 'ガ', 'Straße', '한국'].map(fold)).toEqual([
      'ecole',
      'οδοσ',
      'елка',
      'ガ',
      'straße',
      '한국',
    ]);
    assert(property(string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('what is given to the index', () => {
  it('cuts unspaced scripts into pairs of characters', () => {
    expect(bigrams('東京都')).toEqual(['東京', '京都']);
    expect(bigrams('𠮷野家')).toEqual(['𠮷野', '野家']);
    expect(bigrams('東')).toEqual(['東']);
    expect(indexableText('im 東京都 da').split(/\s+/)).toEqual(['im', '東京', '京都', 'da']);
  });

  it('is the text itself where nothing needs care', () => {
    const text = 'Plain words – “quoted”, naïve café';
    expect(indexableText(text)).toBe(text);
  });

  it('knows names of languages and emoji', () => {
    expect(terms(indexableText('C++ C# 🚀'))).toEqual(['c', 'cplusplu', 'c', 'csharp', 'emoji1f680']);
  });

  it('takes names apart at their inner capitals', () => {
    expect(terms(indexableName('MyTaxReport_2023.pdf'))).toEqual(
      expect.arrayContaining(['mytaxreport', 'my', 'tax', 'report', '2023', 'pdf']),
    );
    expect(indexableName('notes.txt')).toBe('notes.txt');
  });
});
