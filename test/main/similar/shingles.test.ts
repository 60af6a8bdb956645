import { describe, expect, it } from 'vitest';

import { candidatePairs } from '../../../src-main/similar/near-pairs.ts';
import { isNear, resemblance, shinglesOf } from '../../../src-main/similar/shingles.ts';
import { estimate, sketchOf, SKETCH_VALUES } from '../../../src-main/similar/sketch.ts';
import { passingHashes, wordHashes } from '../../../src-main/similar/word-hashes.ts';
import { below, seededRandom } from '../../helpers/random.ts';

const wordsIn = (text: string): string[] => {
  const { starts, ends } = wordHashes(text);
  return Array.from(starts, (start, at) => text.slice(start, ends[at]));
};

/** Words that follow from a seed. */
const madeWords = (count: number, seed: number): string[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => `word${below(5_000, random)}`);
};

const sketchesOf = (texts: readonly string[]): Uint16Array => {
  const sketches = new Uint16Array(texts.length * SKETCH_VALUES);
  texts.forEach((text, row) => {
    const sketch = sketchOf(shinglesOf(text));
    if (sketch !== null) sketches.set(sketch, row * SKETCH_VALUES);
  });
  return sketches;
};

describe('words as numbers', () => {
  it('are the words between blanks and signs', () => {
    expect(wordsIn('Don’t stop: the 3 bees, naïve—ok')).toEqual([
      'Don',
      't',
      'stop',
      'the',
      '3',
      'bees',
      'naïve',
      'ok',
    ]);
  });

  it('are equal whatever the case, the diacritics and the line they are broken in', () => {
    const plain = wordHashes('the naive tenancy agreement').hashes;
    expect(wordHashes('The NAÏVE tena\u00adncy agree-\n  ment').hashes).toEqual(plain);
    expect(wordHashes('the naive tenancy agreements').hashes).not.toEqual(plain);
  });

  it('keep a hyphen between words apart where no line ends', () => {
    expect(wordsIn('well-known')).toEqual(['well', 'known']);
  });

  it('are its own in a text longer than any before it', () => {
    for (const count of [30_000, 90_000]) {
      const text = madeWords(count, count).join(' ');
      const passing = Buffer.from(passingHashes(text).slice().buffer);
      expect(passing.equals(Buffer.from(wordHashes(text).hashes.buffer))).toBe(true);
    }
  });

  it('are single letters in scripts without blanks', () => {
    expect(wordsIn('東京都へ go')).toEqual(['東', '京', '都', 'へ', 'go']);
  });
});

describe('what two texts have in common', () => {
  it('is all of it where one is broken into other lines', () => {
    const words = madeWords(80, 1);
    const { both } = resemblance(shinglesOf(words.join(' ')), shinglesOf(words.join('\n')));
    expect(both).toBe(1);
  });

  it('is what naive sets say', () => {
    const [left, right] = [madeWords(300, 2), [...madeWords(300, 2).slice(0, 200), ...madeWords(100, 3)]];
    const runs = (words: readonly string[]) =>
      new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')));
    const [one, other] = [runs(left), runs(right)];
    const shared = [...one].filter((run) => other.has(run)).length;
    const found = resemblance(shinglesOf(left.join(' ')), shinglesOf(right.join(' ')));
    expect(found.both).toBeCloseTo(shared / (one.size + other.size - shared), 10);
    expect(found.ofLeft).toBeCloseTo(shared / one.size, 10);
  });

  it('says nothing of a file of two words, of a line, or of a sheet of zeros', () => {
    for (const text of ['', 'two words', 'To whom it may concern: see below.', '0 0 0 0 '.repeat(5_000)]) {
      const shingles = shinglesOf(text);
      expect(sketchOf(shingles)).toBeNull();
      expect(isNear(resemblance(shingles, shingles))).toBe(false);
    }
  });

  it('counts for less in a short text: a letter of another wording under the same footer is another letter', () => {
    const footer = madeWords(45, 4).join(' ');
    const [left, right] = [5, 6].map((seed) => shinglesOf(`${madeWords(10, seed).join(' ')} ${footer}`));
    expect(resemblance(left!, right!).both).toBeGreaterThan(0.5);
    expect(isNear(resemblance(left!, right!))).toBe(false);
  });
});

describe('a sketch', () => {
  it('estimates what two texts have in common, long ones and short ones', () => {
    for (const [count, kept] of [
      [2_000, 1_800],
      [2_000, 1_200],
      [150, 130],
    ] as const) {
      const left = madeWords(count, 7);
      const right = [...left.slice(0, kept), ...madeWords(count - kept, 8)];
      const { both } = resemblance(shinglesOf(left.join(' ')), shinglesOf(right.join(' ')));
      const estimated = estimate(sketchesOf([left.join(' '), right.join(' ')]), 0, 1);
      expect(Math.abs(estimated - both)).toBeLessThan(0.15);
    }
  });

  it('leads to every pair that is well alike, and to few others', () => {
    const texts = Array.from({ length: 60 }, (_, at) => {
      const words = madeWords(400, Math.floor(at / 2) + 100);
      return [...words.slice(0, at % 2 === 0 ? 400 : 330), ...madeWords(at % 2 === 0 ? 0 : 70, at)].join(' ');
    });
    const pairs = candidatePairs(sketchesOf(texts));
    expect(pairs.map(({ left, right }) => [left, right])).toEqual(
      Array.from({ length: 30 }, (_, place) => [2 * place, 2 * place + 1]),
    );
  });
});
