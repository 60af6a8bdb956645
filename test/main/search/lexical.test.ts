import { array, assert, constantFrom, integer, nat, property, tuple, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inverseFrequency, mostTermScore, saturationOf, termScore } from '../../../src-main/search/bm25.ts';
import { lexicalCandidates } from '../../../src-main/search/lexical.ts';
import { TermSums } from '../../../src-main/search/term-sums.ts';
import {
  HEAD_WEIGHT,
  matchPassages,
  passageFrequency,
  passagesHolding,
  readCollection,
  refreshTermFrequencies,
  type Posting,
} from '../../../src-main/storage/postings.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { passageLength } from '../../../src-main/storage/passage-lengths.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

const WORDS = ['oak', 'elm', 'ash', 'fir', 'yew'];
const text = array(constantFrom(...WORDS), { minLength: 1, maxLength: 12 });

/** Every passage an expression matches, as FTS5 ranks them. */
const scoredByFts5 = (connection: ReadConnection, expression: string): Posting[] =>
  matchPassages(connection, expression, {
    among: passagesHolding(connection, expression, -1),
    limit: -1,
  });

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
            return (
              sum + termScore(weight, weighed, passageLength(connection, id), saturationOf(averageLength))
            );
          }, 0);
          expect(ours).toBeCloseTo(score, 9);
        }
      },
    );
    assert(agrees, { numRuns: 40 });
  });

  it('never gives more than its bound', () => {
    expect(termScore(2, 1_000_000, 1, saturationOf(100))).toBeLessThanOrEqual(mostTermScore(2));
    expect(termScore(2, 0, 1, saturationOf(100))).toBe(0);
  });
});

type Library = Awaited<ReturnType<typeof storedLibrary>>;

/** Every passage that lives may be found. */
const everything = ({ resident }: Library): Uint8Array => resident.live.subarray(0, resident.used);

const find = (
  library: Library,
  words: readonly string[],
  {
    limit = 9,
    allowed = everything(library),
    sums = new TermSums(library.connection),
    head = HEAD_WEIGHT,
  } = {},
): ReturnType<typeof lexicalCandidates> =>
  lexicalCandidates(library.connection, words, { sums, limit, head, allowed });

function expectSameScores(
  found: readonly Posting[],
  oracle: readonly Posting[],
  count = oracle.length,
): void {
  expect(found.length).toBe(Math.min(count, oracle.length));
  const scores = new Map(oracle.map(({ id, score }) => [id, score]));
  for (const [place, { id, score }] of found.entries()) {
    expect(score).toBeCloseTo(scores.get(id) ?? -1, 4);
    // Where several score the same, any of them may stand here.
    expect(score).toBeCloseTo(oracle[place]?.score ?? -1, 4);
  }
}

describe('candidates by words', () => {
  it("are FTS5's own where common words cannot lift what holds nothing else", async () => {
    await using library = await storedLibrary();
    const passages = Array.from({ length: 75_000 }, (_, place) => {
      const filler = 'bee '.repeat(place % 4);
      const common = ['oak', 'elm', 'ash'].filter((__, word) => place % 3 === word || place % 97 === word);
      return `${filler}${common.join(' ')}${place % 1_500 === 7 ? ' rare' : ''}`;
    });
    library.add('forest', passages);
    refreshTermFrequencies(library.connection);
    const answer = find(library, ['rare', 'oak', 'elm', 'oak', 'ash', 'oak'], { limit: 10 });
    const oracle = scoredByFts5(library.connection, 'rare OR oak OR oak OR elm OR ash');
    expectSameScores(answer.postings, oracle.slice(0, 10));
    expect(answer.most).toBeGreaterThanOrEqual(oracle[0]?.score ?? 0);
  });

  it("are FTS5's own in any collection, however it came, left or was merged", async () => {
    await using library = await storedLibrary();
    const sums = new TermSums(library.connection);
    let made = 0;
    const agrees = property(
      array(array(text, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      // A word alone may be one still being typed, which asks for more.
      uniqueArray(constantFrom(...WORDS), { minLength: 2, maxLength: 4 }),
      constantFrom('nothing', 'leave', 'merge'),
      (contents, asked, change) => {
        for (const content of contents)
          library.add(
            `file ${(made += 1)}`,
            contentOf(
              content.map((words) => words.join(' ')),
              { format: `${made}`, title: 'oak' },
            ),
          );
        if (change === 'leave') {
          library.drop(`file ${made}`);
          library.index.sweep();
        }
        if (change === 'merge')
          library.connection.exec(`INSERT INTO postings (postings) VALUES ('optimize')`);
        const answer = find(library, asked, { limit: 100_000, sums });
        expectSameScores(answer.postings, scoredByFts5(library.connection, asked.join(' OR ')));
      },
    );
    assert(agrees, { numRuns: 60 });
  });

  it("are FTS5's own of those that may be found, one query after another", async () => {
    await using library = await storedLibrary();
    const sums = new TermSums(library.connection);
    for (let file = 0; file < 3; file += 1) {
      const passages = Array.from(
        { length: 90 },
        (_, place) => `${WORDS.filter((__, word) => (place * (file + 2)) % (word + 3) === 0).join(' ')} bee`,
      );
      library.add(`${file}`, contentOf(passages, { title: 'oak', format: `${file}` }));
    }
    const { length } = everything(library);
    const agrees = property(
      tuple(nat(length), nat(60), integer({ min: 1, max: 4 })),
      uniqueArray(constantFrom(...WORDS), { minLength: 2, maxLength: 4 }),
      integer({ min: 1, max: 20 }),
      ([first, count, step], asked, limit) => {
        const allowed = new Uint8Array(length);
        for (let id = first; id < Math.min(length, first + count); id += step) allowed[id] = 1;
        const oracle = scoredByFts5(library.connection, asked.join(' OR ')).filter(
          ({ id }) => allowed[id] === 1,
        );
        expectSameScores(find(library, asked, { limit, sums, allowed }).postings, oracle, limit);
      },
    );
    assert(agrees, { numRuns: 200 });
  });

  it('score alone what they score among all, whatever was summed before', async () => {
    await using library = await storedLibrary();
    const { connection } = library;
    const sums = new TermSums(connection);
    for (let file = 0; file < 3; file += 1) {
      const passages = Array.from({ length: 90 }, (_, place) =>
        WORDS.filter((__, word) => (place * (file + 2)) % (word + 3) === 0).join(' '),
      );
      library.add(`${file}`, contentOf(passages, { title: 'oak', format: `${file}` }));
    }
    const { passages: all, averageLength } = readCollection(connection);
    const agrees = property(
      uniqueArray(nat(everything(library).length + 3), { maxLength: 12 }),
      uniqueArray(constantFrom(...WORDS), { minLength: 2, maxLength: 4 }),
      (passages, asked) => {
        const weighed = asked.map((term) => ({
          term,
          weight: inverseFrequency(passageFrequency(connection, term), all),
        }));
        find(library, WORDS, { sums });
        const oracle = scoredByFts5(connection, asked.join(' OR '));
        const scores = sums.scoresOf(weighed, passages, { averageLength, head: HEAD_WEIGHT });
        expect([...scores.keys()]).toEqual(passages);
        for (const [passage, score] of scores)
          expect(score).toBeCloseTo(oracle.find(({ id }) => id === passage)?.score ?? 0, 4);
        const held = sums.weightHeld([{ term: 'elm', weight: 2 }], passages);
        const holding = new Set(passagesHolding(connection, 'elm', -1));
        for (const [passage, weight] of held) expect(weight).toBeCloseTo(holding.has(passage) ? 2 : 0, 5);
      },
    );
    assert(agrees, { numRuns: 100 });
  });

  it('are cut after they are filtered', async () => {
    await using library = await storedLibrary();
    library.add('a', ['oak oak oak', 'oak oak', 'oak elm elm elm']);
    const allowed = Uint8Array.of(0, 0, 0, 1);
    const answer = find(library, ['oak'], { limit: 1, allowed });
    expect(answer.postings.map(({ id }) => id)).toEqual([3]);
  });

  it('count a title as much as they are told to', async () => {
    await using library = await storedLibrary();
    library.add('title', contentOf(['elm fir'], { title: 'oak', format: '1' }));
    library.add('text', contentOf(['oak oak elm'], { title: 'fir', format: '2' }));
    const ids = (head: number) => find(library, ['oak', 'elm'], { head }).postings.map(({ id }) => id);
    expect(ids(3)).toEqual([1, 2]);
    expect(ids(1)).toEqual([2, 1]);
  });

  it('are found for a word still being typed', async () => {
    await using library = await storedLibrary();
    library.add('a', ['the apartment', 'the house']);
    const ids = (...words: string[]) => find(library, words).postings.map(({ id }) => id);
    expect(ids('apa')).toEqual([1]);
    expect(ids('house', 'apartm')).toEqual(expect.arrayContaining([1, 2]));
  });

  it.each([['+++'], [''], ['"'], ['OR'], ['NEAR(a'], ['a*'], ['{head}:'], ['東'], ['x'.repeat(10_000)]])(
    'are looked for without complaint: %s',
    async (word) => {
      await using library = await storedLibrary();
      library.add('a', ['or near head']);
      expect(() => find(library, [word])).not.toThrow();
    },
  );
});
