import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { saturationOf } from '../../../src-main/search/bm25.ts';
import { wordFeedback } from '../../../src-main/search/word-feedback.ts';

const COMMON = new Set(['page']);
const options = {
  query: 'how to keep a sourdough starter',
  weightOf: (term: string) => (COMMON.has(term) ? 0.01 : 2),
  saturation: saturationOf(6),
};
const passage = (id: number, text: string, score = 1) => ({ passage: id, score, text });

const ANSWERS = [
  passage(1, 'sourdough starter yeast flour fridge'),
  passage(2, 'sourdough starter yeast jar fridge', 0.9),
  passage(3, 'starter yeast fridge weekly', 0.8),
  passage(4, 'sourdough yeast fridge', 0.7),
  passage(5, 'yeast fridge page', 0.6),
];

describe('what passages say of what the best say', () => {
  it('is more where they share the words of the best answers, though none of the query', () => {
    const echoes = wordFeedback(
      [...ANSWERS, passage(6, 'yeast in the fridge'), passage(7, 'a car on the road')],
      options,
    );
    expect(echoes.get(6)).toBeGreaterThan(0.2);
    expect(echoes.get(7)).toBe(0);
  });

  it('hears little of words that stand everywhere', () => {
    const echoes = wordFeedback([...ANSWERS, passage(6, 'page page'), passage(7, 'yeast')], options);
    expect(echoes.get(6)).toBeLessThan(0.05);
    expect(echoes.get(7)).toBeGreaterThan(echoes.get(6) ?? 1);
  });

  it('counts as little as the best answers answer', () => {
    const weak = ANSWERS.map((answer) => ({ ...answer, score: answer.score / 10 }));
    expect(wordFeedback(weak, options).get(1)).toBeCloseTo(
      (wordFeedback(ANSWERS, options).get(1) ?? 0) / 10,
      9,
    );
  });

  it('is nothing where nothing is said', () => {
    expect([...wordFeedback([passage(1, ''), passage(2, '…')], options).values()]).toEqual([0, 0]);
    expect(wordFeedback([], options).size).toBe(0);
  });

  it('stands between 0 and 1, and one reaches 1, whatever is said', () => {
    const texts = array(
      array(constantFrom('oak', 'elm', 'starter', 'page'), { minLength: 1, maxLength: 8 }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    const holds = property(texts, (made) => {
      const echoes = [
        ...wordFeedback(
          made.map((words, id) => passage(id, words.join(' '), 1 - id / 20)),
          options,
        ).values(),
      ];
      expect(echoes).toHaveLength(made.length);
      expect(Math.max(...echoes)).toBeCloseTo(1, 9);
      expect(Math.min(...echoes)).toBeGreaterThanOrEqual(0);
    });
    assert(holds);
  });
});
