import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';

import { likeliest, type Common } from '../../../src-main/search/presence.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

const PASSAGES = 64;
const RARE = ['oak', 'elm', 'ash'];

/** Every passage holds some of the rare words, by the bits of its number. */
const textOf = (id: number): string =>
  RARE.filter((_, word) => (id * 7) % (word + 3) === 0).join(' ') || 'nothing';

const bitsOf = (ids: readonly number[]): Uint8Array => {
  const bits = new Uint8Array(PASSAGES / 8 + 1);
  for (const id of ids) bits[id >> 3]! |= 1 << (id & 7);
  return bits;
};

it('keep what they are worth when a later word is met in later passages', async () => {
  await using library = await storedLibrary();
  library.add('a', ['oak elm', ...Array<string>(5_000).fill('nothing'), 'elm']);
  const find = (...words: string[]) =>
    likeliest(
      library.connection,
      { rare: words.map((expression) => ({ expression, weight: 4 })), common: [] },
      { count: 9, most: 1_000, allowed: null, lengths: new Uint8Array(0), shares: Float32Array.of(1) },
    );
  // The first word is met in the first passage alone, the second far behind it.
  expect(find('oak', 'elm')).toEqual([
    { passage: 1, worth: 8 },
    { passage: 5_002, worth: 4 },
  ]);
});

it('are those a look at every passage finds, as far as worth tells them apart', async () => {
  await using library = await storedLibrary();
  library.add(
    'a',
    Array.from({ length: PASSAGES }, (_, place) => textOf(place + 1)),
  );
  const term = record({
    ids: array(integer({ min: 1, max: PASSAGES }), { maxLength: PASSAGES }),
    weight: constantFrom(0.5, 1, 2),
  });
  const agrees = property(
    array(term, { maxLength: 4 }),
    array(constantFrom(...RARE), { maxLength: 3 }),
    array(constantFrom(0, 1, 1), { minLength: PASSAGES + 1, maxLength: PASSAGES + 1 }),
    integer({ min: 1, max: 20 }),
    (terms, words, bits, count) => {
      const common = terms.map(({ ids, weight }): Common => ({
        bits: bitsOf(ids),
        frequency: new Set(ids).size,
        weight,
      }));
      const rare = [...new Set(words)].map((expression) => ({ expression, weight: 4 }));
      const allowed = Uint8Array.from(bits);
      const worthOf = (id: number): number =>
        rare.filter(({ expression }) => textOf(id).includes(expression)).length * 4 +
        terms.filter(({ ids }) => ids.includes(id)).reduce((sum, { weight }) => sum + weight, 0);
      const plain = Array.from({ length: PASSAGES }, (_, place) => place + 1)
        .filter((id) => allowed[id] === 1 && worthOf(id) > 0)
        .map(worthOf)
        .toSorted((left, right) => right - left);
      const found = likeliest(
        library.connection,
        { rare, common },
        { count, most: 1_000, allowed, lengths: new Uint8Array(0), shares: Float32Array.of(1) },
      );
      for (const { passage, worth } of found) expect(worth).toBe(worthOf(passage));
      const worths = found.map(({ worth }) => worth).toSorted((left, right) => right - left);
      expect(worths.slice(0, count)).toEqual(plain.slice(0, count));
    },
  );
  assert(agrees, { numRuns: 300 });
});
