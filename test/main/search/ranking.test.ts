import { array, assert, constantFrom, float, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unitOf } from '../../../src-main/lib/vector.ts';
import { calibrated, rank, type Candidate, type FusionOptions } from '../../../src-main/search/fusion.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../../../src-main/search/ranking-weights.ts';
import { readableShare, semanticShare } from '../../../src-main/search/semantic-share.ts';
import { verified, withFeedback } from '../../../src-main/search/verification.ts';

const OPTIONS: FusionOptions = {
  mostLexical: 10,
  beyond: new Map(),
  semanticShare: 0.4,
  light: { low: 0.1, high: 0.8 },
  deep: { low: 0.1, high: 0.8 },
  late: { low: 0.3, high: 0.7 },
  weights: RANKING_WEIGHTS,
};
const cosine = float({ min: -1, max: 1, noNaN: true });
const candidate = record({
  passage: integer({ min: 1, max: 999 }),
  content: integer({ min: 1, max: 5 }),
  lexical: float({ min: 0, max: 20, noNaN: true }),
  light: cosine,
  deep: constantFrom(Number.NaN, -0.5, 0, 0.5, 1),
  late: constantFrom(Number.NaN, -0.5, 0, 0.5, 1),
  near: constantFrom(0),
  echo: constantFrom(0),
});
const scoreOf = (one: Candidate): number => rank([one], OPTIONS)[0]?.score ?? Number.NaN;

describe('fusion', () => {
  it('never ranks a passage lower for more words or more likeness', () => {
    const more = property(candidate, float({ min: 0, max: 1, noNaN: true }), (one, by) => {
      const before = scoreOf(one);
      expect(scoreOf({ ...one, lexical: one.lexical + by })).toBeGreaterThanOrEqual(before);
      expect(scoreOf({ ...one, light: one.light + by })).toBeGreaterThanOrEqual(before);
      expect(scoreOf({ ...one, deep: one.deep + by })).toSatisfy(
        (after) => Number.isNaN(one.deep) || Number(after) >= before,
      );
    });
    assert(more, { numRuns: 500 });
  });

  it('gives no passage more than 1, and no signal more than its whole share', () => {
    assert(
      property(candidate, (one) => {
        const [content] = rank([one], OPTIONS);
        const [passage] = content?.passages ?? [];
        expect(passage?.score).toBeLessThanOrEqual(1);
        expect(passage?.words).toBeLessThanOrEqual(1);
        expect(passage?.meaning).toBeLessThanOrEqual(1);
      }),
    );
    expect(calibrated(0.8, OPTIONS.light)).toBe(1);
    expect(calibrated(0.1, OPTIONS.light)).toBe(0);
  });

  it('adds to a document what its words beyond the best passage weigh, by the part words have', () => {
    const base = {
      passage: 1,
      content: 1,
      lexical: 3,
      light: 0.4,
      deep: 0.4,
      late: Number.NaN,
      near: 0,
      echo: 0,
    };
    const beyond = new Map([[1, 5]]);
    const scored = (options: FusionOptions): number => rank([base], options)[0]?.score ?? Number.NaN;
    const added = scored({ ...OPTIONS, beyond }) - scored(OPTIONS);
    expect(added).toBeCloseTo(0.6 * RANKING_WEIGHTS.beyond * 0.5, 9);
    expect(scored({ ...OPTIONS, beyond, mostLexical: 0 })).toBe(scored({ ...OPTIONS, mostLexical: 0 }));
    expect(scored({ ...OPTIONS, beyond: new Map([[2, 5]]) })).toBe(scored(OPTIONS));
  });

  it('neither favours nor punishes a passage for lacking a vector', () => {
    const plain = { passage: 1, content: 1, lexical: 3, light: 0.4, late: Number.NaN, near: 0, echo: 0 };
    expect(scoreOf({ ...plain, deep: Number.NaN })).toBe(scoreOf({ ...plain, deep: 0.4 }));
  });

  it('neither favours nor punishes a passage of middling likeness for not being read token by token', () => {
    const plain = { passage: 1, content: 1, lexical: 3, light: 0.45, deep: 0.45, near: 0, echo: 0 };
    expect(scoreOf({ ...plain, late: 0.5 })).toBeCloseTo(scoreOf({ ...plain, late: Number.NaN }), 9);
    expect(scoreOf({ ...plain, late: 0.6 })).toBeGreaterThan(scoreOf({ ...plain, late: 0.5 }));
  });

  it('leaves late interaction aside where a model has no bounds of it', () => {
    const one = { passage: 1, content: 1, lexical: 3, light: 0.4, deep: 0.4, late: 1, near: 0, echo: 0 };
    const [content] = rank([one], { ...OPTIONS, late: null });
    expect(content?.score).toBe(scoreOf({ ...one, late: Number.NaN }));
  });

  it('does not depend on the order of the candidates, and breaks ties by id', () => {
    const unique = array(candidate, { maxLength: 30 }).map((all) => [
      ...new Map(all.map((one) => [one.passage, one])).values(),
    ]);
    const holds = property(unique, (all) => {
      const ranked = rank(all, OPTIONS);
      expect(rank(all.toReversed(), OPTIONS)).toEqual(ranked);
      ranked.slice(1).forEach((content, index) => {
        const above = ranked[index];
        expect(content.score < (above?.score ?? 0) || content.content > (above?.content ?? 0)).toBe(true);
      });
    });
    assert(holds);
    const same = { lexical: 1, light: 0, deep: Number.NaN, late: Number.NaN, near: 0, echo: 0 };
    const tied = [9, 3, 5].map((id) => ({ passage: id, content: id, ...same }));
    expect(rank(tied, OPTIONS).map(({ content }) => content)).toEqual([3, 5, 9]);
  });

  it('orders documents by their best passage, many weak ones notwithstanding', () => {
    const passage = (id: number, content: number, lexical: number): Candidate => ({
      passage: id,
      content,
      lexical,
      light: 0,
      deep: Number.NaN,
      late: Number.NaN,
      near: 0,
      echo: 0,
    });
    const weak = Array.from({ length: 50 }, (_, index) => passage(index + 10, 2, 7));
    expect(rank([passage(1, 1, 9), ...weak], OPTIONS)[0]?.content).toBe(1);
    const [first] = rank([passage(1, 1, 5), passage(2, 1, 3), passage(3, 2, 5)], OPTIONS);
    expect(first?.content).toBe(1);
  });

  it('weighs as it is told', () => {
    const one = { passage: 1, content: 1, lexical: 3, light: 0.2, deep: 0.6, late: 0.4, near: 0, echo: 0 };
    const weighed = (candidates: readonly Candidate[], weights: Partial<RankingWeights>) =>
      rank(candidates, { ...OPTIONS, weights: { ...RANKING_WEIGHTS, ...weights } })[0]?.score;
    const unread = { ...one, late: Number.NaN, near: 0, echo: 0 };
    expect(weighed([one], { late: 0 })).toBe(weighed([unread], {}));
    expect(weighed([one], { late: 1 })).toBe(weighed([{ ...one, deep: -1, light: 1 }], { late: 1 }));
    expect(weighed([unread], { light: 0 })).toBe(weighed([{ ...unread, light: 1 }], { light: 0 }));
    expect(weighed([one, { ...one, passage: 2 }], { furtherPassages: 0 })).toBe(weighed([one], {}));
  });

  it('ranks by meaning alone where no word is known, and the other way round', () => {
    const one = {
      passage: 1,
      content: 1,
      lexical: 5,
      light: 0.45,
      deep: Number.NaN,
      late: Number.NaN,
      near: 0,
      echo: 0,
    };
    expect(rank([one], { ...OPTIONS, mostLexical: 0 })[0]?.score).toBeCloseTo(0.4 * 0.5, 9);
    expect(rank([one], { ...OPTIONS, semanticShare: 0 })[0]?.score).toBeCloseTo(0.5, 9);
  });
});

describe('the share of meaning', () => {
  it('falls with what cannot be read, is never nothing, and grows with the stage', () => {
    const shares = [1, 0.7, 0.3, 0].map((readable) => semanticShare('light', readable));
    expect(shares).toEqual(shares.toSorted((left, right) => right - left));
    expect(shares.at(-1)).toBeGreaterThan(0);
    expect(semanticShare('deep', 1)).toBeGreaterThan(semanticShare('light', 1));
  });

  it('counts words that look like codes', () => {
    expect(readableShare(['how', 'bees', 'sleep'], 0)).toBe(1);
    expect(readableShare(['EIP-1559', 'foo_bar', 'parseQuery', 'NASA'], 0)).toBe(0);
    expect(readableShare(['bees', 'B12'], 0)).toBe(0.5);
    expect(readableShare(['bees', 'B12'], 0.8)).toBeCloseTo(0.2, 9);
    expect(readableShare(['bees'], 0.9)).toBe(0);
    expect(readableShare([], 0)).toBe(1);
  });
});

describe('close reading', () => {
  const ranked = (passages: readonly number[]) =>
    rank(
      passages.map((passage) => ({
        passage,
        content: passage,
        lexical: 10 - passage,
        light: 0,
        deep: Number.NaN,
        late: Number.NaN,
        near: 0,
        echo: 0,
      })),
      OPTIONS,
    );

  it('compares directions alone', () => {
    expect([...unitOf(Int8Array.from([3, 4]))]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect([...unitOf(new Int8Array(2))]).toEqual([0, 0]);
  });

  it('changes only candidates that have a vector', () => {
    const all = [1, 2].map((passage) => ({
      passage,
      content: 1,
      lexical: 0,
      light: 0.3,
      deep: Number.NaN,
      late: Number.NaN,
      near: 0,
      echo: 0,
    }));
    const found = verified(
      all,
      unitOf(Int8Array.from([1, 0])),
      new Map([[2, unitOf(Int8Array.from([0, 5]))]]),
    );
    expect(found).toEqual([all[0], { ...all[1], deep: 0 }]);
  });

  it('moves the query toward its best answers, and leaves it where there are none', () => {
    const query = unitOf(Int8Array.from([1, 0]));
    const vectors = new Map([
      [1, unitOf(Int8Array.from([0, 1]))],
      [4, unitOf(Int8Array.from([-1, 0]))],
    ]);
    const given = { vectors, feedback: 0.2 };
    const moved = withFeedback(query, ranked([1, 2, 3, 4]), given);
    expect(moved[1]).toBeGreaterThan(0);
    expect(moved[0]).toBeGreaterThan(moved[1] ?? 1);
    expect(Math.hypot(...moved)).toBeCloseTo(1, 6);
    expect(withFeedback(query, ranked([2, 3]), given)).toEqual(query);
    expect(withFeedback(query, ranked([2, 3, 5, 4]), given)).toEqual(query);
  });
});
