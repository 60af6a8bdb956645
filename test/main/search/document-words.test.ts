import { array, assert, integer, property, shuffledSubarray, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { saturationOf, termScore } from '../../../src-main/search/bm25.ts';
import { documentWords, type HeldTerm } from '../../../src-main/search/document-words.ts';
import { withDocumentRows } from '../../../src-main/search/document-rows.ts';
import { lexicalCandidates } from '../../../src-main/search/lexical.ts';
import { TermSums } from '../../../src-main/search/term-sums.ts';
import type { PassageSpan } from '../../../src-main/storage/content-index.ts';
import { readCollection } from '../../../src-main/storage/postings.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

const SATURATION = saturationOf(3);
/** No two sets of them weigh the same, so that one passage is the best. */
const WEIGHTS = [1, 2, 4, 8, 16, 32, 64, 128];

/** Documents of so many passages each, the first passage of all is 1. */
function spansOf(lengths: readonly number[]): PassageSpan[] {
  let first = 1;
  return lengths.map((length, content) => {
    const span = { content, first, end: first + length };
    first = span.end;
    return span;
  });
}

const among = (spans: readonly PassageSpan[]) => (passage: number) =>
  spans.find(({ first, end }) => passage >= first && passage < end);

type ListedTerm = HeldTerm & { readonly passages: readonly number[] };

/** The same in so many words. */
function naive(terms: readonly ListedTerm[], spans: readonly PassageSpan[]) {
  return spans.flatMap(({ content, first, end }) => {
    const own = terms.map(({ passages }) => passages.filter((one) => one >= first && one < end));
    const holding = (passage: number) => own.map((passages) => passages.includes(passage));
    const heldBy = (passage: number) =>
      holding(passage).reduce(
        (sum, isHeld, term) => sum + (isHeld ? termScore(terms[term]?.weight ?? 0, 1, 1, SATURATION) : 0),
        0,
      );
    const passages = Array.from({ length: end - first }, (_, place) => first + place);
    const best = passages.toSorted((left, right) => heldBy(right) - heldBy(left))[0] ?? 0;
    const beyond = own.reduce((sum, held, term) => {
      if (held.length === 0 || holding(best)[term] === true) return sum;
      return sum + termScore(terms[term]?.weight ?? 0, held.length, end - first, SATURATION);
    }, 0);
    return beyond > 0 ? [{ content, held: heldBy(best), beyond }] : [];
  });
}

describe('the row of a document beside its passages', () => {
  it('holds the words its best passage lacks, as a plain count has them', () => {
    const agrees = property(
      array(integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
      array(uniqueArray(integer({ min: 1, max: 30 }), { maxLength: 12 }), { minLength: 1, maxLength: 8 }),
      shuffledSubarray(WEIGHTS, { minLength: WEIGHTS.length }),
      (lengths, held, weights) => {
        const spans = spansOf(lengths);
        const last = spans.at(-1)?.end ?? 0;
        const terms = held.map((passages, term) => ({
          weight: weights[term] ?? 1,
          passages: passages.filter((one) => one < last).toSorted((one, other) => one - other),
        }));
        const found = documentWords(terms, among(spans), SATURATION);
        const expected = naive(terms, spans);
        expect(found.map(({ content }) => content)).toEqual(expected.map(({ content }) => content));
        for (const [place, { held: most, beyond }] of expected.entries()) {
          expect(found[place]?.held).toBeCloseTo(most, 9);
          expect(found[place]?.beyond).toBeCloseTo(beyond, 9);
        }
      },
    );
    assert(agrees, { numRuns: 500 });
  });

  it('counts a word the more the more passages hold it, and the less the longer the document is', () => {
    const [short, long] = [spansOf([4]), spansOf([400])];
    const lease = { weight: 3, passages: [1] };
    const beyondOf = (violin: readonly number[], spans: readonly PassageSpan[]) =>
      documentWords([lease, { weight: 2, passages: violin }], among(spans), SATURATION)[0]?.beyond ?? 0;
    expect(beyondOf([3, 4], short)).toBeGreaterThan(beyondOf([3], short));
    expect(beyondOf([3], short)).toBeGreaterThan(5 * beyondOf([3], long));
  });

  it('is nothing where the words stand together, or one of them stands nowhere else', () => {
    const spans = spansOf([3, 3]);
    expect(documentWords([], among(spans), SATURATION)).toEqual([]);
    const together = [
      { weight: 3, passages: [2, 3, 5] },
      { weight: 2, passages: [2] },
    ];
    expect(documentWords(together, among(spans), SATURATION)).toEqual([]);
  });
});

it('a document is found by words of two of its passages before one that holds less of them together', async () => {
  await using library = await storedLibrary();
  const { connection, index } = library;
  for (let file = 0; file < 30; file += 1)
    library.add(`other ${file}`, contentOf([`garden number ${file}`, 'walks'], { format: `${file}` }));
  library.add(
    'apart',
    contentOf(['the lease of the flat', 'between', 'a violin for sale'], { title: 'Notes' }),
  );
  library.add('lease', contentOf(['lease lease lease', 'more'], { format: 'b' }));
  library.add('violin', contentOf(['violin violin violin', 'more'], { format: 'c' }));
  index.sweep();
  const sums = new TermSums(connection);
  const passages = Number(library.one('SELECT max(id) FROM passages')) + 1;
  const allowed = new Uint8Array(passages).fill(1);
  const rows = connection
    .prepare<[], { id: number; first: number; passages: number }>(
      'SELECT id, first_passage AS first, passages FROM contents',
    )
    .all()
    .map(({ id, first, passages: count }) => ({ content: id, first, end: first + count }));
  const { averageLength } = readCollection(connection);
  const options = { sums, head: 2, allowed, limit: 1 };
  const answer = lexicalCandidates(connection, ['lease', 'violin'], options);
  const whole = withDocumentRows(answer, {
    ...options,
    spanOf: among(rows),
    meanPassages: 2,
    averageLength,
  });
  const content = Number(library.one(`SELECT content FROM documents WHERE path = 'apart'`));
  expect([...whole.beyond.keys()]).toEqual([content]);
  // Two words of its title's and the others' weight: the passage that the words alone did not bring comes with its BM25.
  const all = lexicalCandidates(connection, ['lease', 'violin'], { ...options, limit: 50 }).postings;
  const brought = whole.postings.at(-1);
  expect(answer.postings).toHaveLength(1);
  expect(whole.postings).toHaveLength(2);
  expect(brought?.score).toBeCloseTo(all.find(({ id }) => id === brought?.id)?.score ?? Number.NaN, 4);
});
