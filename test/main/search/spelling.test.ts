import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeSpeller, nearestTerm, slipsBetween } from '../../../src-main/search/spelling.ts';
import { Vocabulary } from '../../../src-main/storage/vocabulary.ts';

const letters = array(constantFrom('a', 'b', 'c'), { maxLength: 7 }).map((all) => all.join(''));

/** The definition, without a bound: the fewest slips, no place touched twice. */
function plainly(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const same = left.at(-1) === right.at(-1) ? 0 : 1;
  const [shorter, other] = [left.slice(0, -1), right.slice(0, -1)];
  const ways = [plainly(shorter, right) + 1, plainly(left, other) + 1, plainly(shorter, other) + same];
  if (left.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1))
    ways.push(plainly(left.slice(0, -2), right.slice(0, -2)) + 1);
  return Math.min(...ways);
}

const speller = (words: Record<string, number>) =>
  makeSpeller(new Vocabulary(Object.keys(words), Uint32Array.from(Object.values(words))));

describe('slips between two words', () => {
  it('are counted as the definition counts them, up to the bound', () => {
    const agrees = property(letters, letters, constantFrom(1, 2, 3), (left, right, most) => {
      const slips = plainly(left, right);
      expect(Math.min(slipsBetween(left, right, most), most + 1)).toBe(Math.min(slips, most + 1));
    });
    assert(agrees, { numRuns: 500 });
  });
});

describe('the nearest term', () => {
  it.each([
    ['ownershp', 'ownership'],
    ['vlaue', 'valu'],
    ['responce', 'respons'],
    ['ÉDTOR', 'editor'],
  ])('of %s is %s', (typed, meant) => {
    const known = speller({ ownership: 9, valu: 40, respons: 30, editor: 8, owner: 90, valley: 3 });
    expect(nearestTerm(typed, known)).toBe(meant);
  });

  it('is the more frequent of two that are equally near', () => {
    expect(nearestTerm('hause', speller({ house: 200, cause: 20 }))).toBe('house');
    expect(nearestTerm('lause', speller({ louse: 20, lapse: 200 }))).toBe('lapse');
  });

  it('is none where nothing is near, or the word is too short to tell', () => {
    expect(nearestTerm('xylophone', speller({ house: 200 }))).toBeUndefined();
    expect(nearestTerm('hte', speller({ the: 900 }))).toBeUndefined();
    expect(nearestTerm('house', speller({}))).toBeUndefined();
  });

  it('is found for whatever is one slip away', () => {
    const word = array(constantFrom(...'abcdefghij'), { minLength: 5, maxLength: 9 }).map((all) =>
      all.join(''),
    );
    const found = property(word, constantFrom(0, 1, 2, 3), (meant, place) => {
      const exchanged = `${meant.slice(0, place)}${meant[place + 1]}${meant[place]}${meant.slice(place + 2)}`;
      for (const typed of [`${meant.slice(0, place)}x${meant.slice(place)}`, exchanged])
        expect(nearestTerm(typed, speller({ [meant]: 2 }))).toBe(meant);
    });
    assert(found, { numRuns: 200 });
  });
});
