import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inverseFrequency, mostTermScore, termScore } from '../../../src-main/search/bm25.ts';
import { lexicalCandidates } from '../../../src-main/search/lexical.ts';
import { addCommonWords } from '../../../src-main/search/rescore.ts';
import {
  HEAD_WEIGHT,
  matchPassages,
  passageFrequency,
  passageLength,
  passagesHolding,
  readCollection,
  refreshTermFrequencies,
  type Posting,
} from '../../../src-main/storage/postings.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { TermPresence } from '../../../src-main/storage/term-presence.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

const WORDS = ['oak', 'elm', 'ash', 'fir', 'yew'];
const text = array(constantFrom(...WORDS), { minLength: 1, maxLength: 12 });

/** Every passage an expression matches, as FTS5 ranks them. */
const scoredByFts5 = (connection: ReadConnection, expression: string): Posting[] =>
  matchPassages(connection, expression, passagesHolding(connection, expression, -1), -1);

describe('our BM25', () => {
  it('is that of FTS5, title and headings weighed', async () => {
    await using library = await storedLibrary();
    const { connection } = library;
    const collection = array(tuple(text, text), { minLength: 1, maxLength: 8 });
    let path = 0;
    const agrees = property(
      collection,
      array(constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
      (made, asked) => {
        connection.exec('DELETE FROM documents');
        library.index.sweep();
        const texts = new Map<number, readonly [string[], string[]]>();
        for (const [title, body] of made) {
          path += 1;
          library.add(`${path}`, contentOf([body.join(' ')], { title: title.join(' '), format: `${path}` }));
          texts.set(Number(library.one('SELECT max(id) FROM passages')), [title, body]);
        }
        const { passages, averageLength } = readCollection(connection);
        const postings = scoredByFts5(connection, asked.join(' OR '));
        for (const { id, score } of postings) {
          const [title, body] = texts.get(id) ?? [[], []];
          const count = (word: string, within: readonly string[]) =>
            within.filter((one) => one === word).length;
          const ours = asked.reduce((sum, word) => {
            const weight = inverseFrequency(passageFrequency(connection, word), passages);
            const weighed = HEAD_WEIGHT * count(word, title) + count(word, body);
            return sum + termScore(weight, weighed, passageLength(connection, id), averageLength);
          }, 0);
          expect(ours).toBeCloseTo(score, 9);
        }
      },
    );
    assert(agrees, { numRuns: 40 });
  });

  it('never gives more than its bound', () => {
    expect(termScore(2, 1_000_000, 1, 100)).toBeLessThanOrEqual(mostTermScore(2));
    expect(termScore(2, 0, 1, 100)).toBe(0);
  });
});

describe('candidates by words', () => {
  it('score as plain FTS5 where common words were left out of the scan', async () => {
    await using library = await storedLibrary();
    const { connection } = library;
    // Three words in a third of all passages each are more than may be scored for one query.
    const passages = Array.from({ length: 75_000 }, (_, place) => {
      const filler = 'bee '.repeat(place % 4);
      const common = ['oak', 'elm', 'ash'].filter((__, word) => place % 3 === word || place % 97 === word);
      return `${filler}${common.join(' ')}${place % 1_500 === 7 ? ' rare' : ''}`;
    });
    library.add('forest', passages);
    refreshTermFrequencies(connection);
    const asked = ['rare', 'oak', 'elm', 'oak', 'ash', 'oak'];
    const answer = lexicalCandidates(connection, asked, {
      presence: new TermPresence(connection),
      limit: 200,
      allowed: null,
    });
    expect(answer.unscanned.length).toBeGreaterThan(0);
    const found = addCommonWords(answer, connection, library.passages).slice(0, 10);

    const oracle = scoredByFts5(connection, 'rare OR oak OR oak OR elm OR ash');
    const plain = new Map(oracle.map(({ id, score }) => [id, score]));
    for (const { id, score } of found) expect(score).toBeCloseTo(plain.get(id) ?? 0, 6);
    expect(found[0]?.score).toBeCloseTo(oracle[0]?.score ?? 0, 6);
    expect(answer.most).toBeGreaterThanOrEqual(oracle[0]?.score ?? 0);
  });

  it('are those of all words where the budget holds', async () => {
    await using library = await storedLibrary();
    library.add('a', ['oak elm', 'oak', 'elm fir', 'yew', 'yew', 'ash', 'ash']);
    const answer = lexicalCandidates(library.connection, ['oak', 'fir'], {
      presence: new TermPresence(library.connection),
      limit: 9,
      allowed: null,
    });
    expect(answer.postings).toEqual(
      scoredByFts5(library.connection, 'oak OR fir').map((posting) => ({ ...posting, estimated: 0 })),
    );
    expect(answer.unscanned).toEqual([]);
  });

  it('are cut after they are filtered', async () => {
    await using library = await storedLibrary();
    library.add('a', ['oak oak oak', 'oak oak', 'oak elm elm elm']);
    const allowed = Uint8Array.of(0, 0, 0, 1);
    const answer = lexicalCandidates(library.connection, ['oak'], {
      presence: new TermPresence(library.connection),
      limit: 1,
      allowed,
    });
    expect(answer.postings.map(({ id }) => id)).toEqual([3]);
  });

  it("within a few runs of passages are FTS5's own, common words included", async () => {
    await using library = await storedLibrary();
    const word = constantFrom('oak', 'elm', 'ash', 'fir');
    const passage = array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    let made = 0;
    const agrees = property(
      array(passage, { minLength: 1, maxLength: 12 }),
      array(constantFrom(0, 1), { minLength: 40, maxLength: 40 }),
      (passages, bits) => {
        library.add(`file ${(made += 1)}`, passages);
        const allowed = Uint8Array.from([0, ...bits]);
        const answer = lexicalCandidates(library.connection, ['oak', 'elm'], {
          presence: new TermPresence(library.connection),
          limit: 99,
          allowed,
        });
        const oracle = scoredByFts5(library.connection, 'oak OR elm').filter(({ id }) => allowed[id] === 1);
        library.passages.forget();
        const found = addCommonWords(answer, library.connection, library.passages);
        expect(found.map(({ id }) => id).toSorted()).toEqual(oracle.map(({ id }) => id).toSorted());
        const scores = new Map(oracle.map(({ id, score }) => [id, score]));
        for (const { id, score } of found) expect(score).toBeCloseTo(scores.get(id) ?? 0, 6);
      },
    );
    assert(agrees, { numRuns: 30 });
  });

  it('are found for a word still being typed', async () => {
    await using library = await storedLibrary();
    library.add('a', ['the apartment', 'the house']);
    const find = (...words: string[]) =>
      lexicalCandidates(library.connection, words, {
        presence: new TermPresence(library.connection),
        limit: 9,
        allowed: null,
      }).postings.map(({ id }) => id);
    expect(find('apa')).toEqual([1]);
    expect(find('house', 'apartm')).toEqual(expect.arrayContaining([1, 2]));
  });

  it.each([['+++'], [''], ['"'], ['OR'], ['NEAR(a'], ['a*'], ['{head}:'], ['東'], ['x'.repeat(10_000)]])(
    'are looked for without complaint: %s',
    async (word) => {
      await using library = await storedLibrary();
      library.add('a', ['or near head']);
      expect(() =>
        lexicalCandidates(library.connection, [word], {
          presence: new TermPresence(library.connection),
          limit: 9,
          allowed: null,
        }),
      ).not.toThrow();
    },
  );
});
