import { join } from 'node:path';

import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../../src-main/embed/light/light-tokenizer.ts';
import { packageRoot } from '../../../src-main/lib/entry.ts';
import { NearWords } from '../../../src-main/search/near-words.ts';

const model = loadLightModel(join(packageRoot(), 'resources/models/inkling-light'));
const near = new NearWords(model, new LightTokenizer(model));
const ask = (...words: string[]): void => {
  near.begin(words.map((word) => ({ word, weight: 1 })));
};

describe('nearness of words', () => {
  it('is 1 where the text says every word of the query, in whatever order', () => {
    ask('fridge', 'yeast');
    expect(near.nearness('Keep the yeast in your fridge.')).toBeCloseTo(1, 5);
  });

  it('is nothing for a text without words, and for a query without any', () => {
    ask('fridge');
    expect(near.nearness('')).toBe(0);
    ask();
    expect(near.nearness('Keep the yeast in your fridge.')).toBe(0);
  });

  it.each([
    ['surname', 'how to change your name', 'how to change your tyres'],
    ['affection', 'whether it is better to be loved', 'whether it is better to be armed'],
    ['fridge', 'keep it in the refrigerator', 'keep it in the garage'],
  ])('meets %s in a word that means nearly the same', (word, nearer, farther) => {
    ask(word);
    expect(near.nearness(nearer)).toBeGreaterThan(near.nearness(farther) + 0.2);
  });

  it('counts a word by its weight', () => {
    near.begin([
      { word: 'fridge', weight: 3 },
      { word: 'yeast', weight: 1 },
    ]);
    expect(near.nearness('fridge')).toBeGreaterThan(near.nearness('yeast'));
  });

  it('never falls when a text says more', () => {
    ask('sour', 'dough', 'refrigerator');
    const words = array(constantFrom('bread', 'cold', 'engine', 'yeast', 'sour', 'the'), { maxLength: 6 });
    assert(
      property(words, words, (some, more) => {
        const before = near.nearness(some.join(' '));
        expect(near.nearness([...some, ...more].join(' '))).toBeGreaterThanOrEqual(before);
        expect(before).toBeLessThanOrEqual(1 + 1e-6);
      }),
    );
  });
});
