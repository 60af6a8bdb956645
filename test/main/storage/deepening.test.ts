import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Deepening, within } from '../../../src-main/storage/deepening.ts';
import { contentOf, digestOf, HEAVY_MODEL, storedLibrary } from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

const keep = (library: Library, passage: number, text: string): void =>
  library.index.keepVectors(HEAVY_MODEL, [
    { passage, hash: digestOf(text, 16), vector: new Int8Array(8).fill(1) },
  ]);

describe('passages without a vector', () => {
  it('come in order, of documents worth deepening only', async () => {
    await using library = await storedLibrary();
    library.add('a.md', ['one', 'two', 'three']);
    library.add('empty.md', []);
    library.add('data.csv', contentOf(['1;2;3'], { dataLike: true }));
    keep(library, 2, 'two');
    library.add('b.md', contentOf(['two', 'four'], { title: 'B' }));
    const deepening = new Deepening(library.connection, library.heavyResident);
    const next = (after: number, limit = 9) => deepening.shallow(after, limit);
    expect(next(0).map(({ id, content, title }) => [id, content, title])).toEqual([
      [1, 1, null],
      [3, 1, null],
      [6, 4, 'B'],
    ]);
    expect(next(1, 1).map(({ id }) => id)).toEqual([3]);
    expect(deepening.counted()).toEqual({ total: 5, done: 2 });
    expect(deepening.vectors).toBe(2);
  });

  it('beyond 2,000 of a document are left for when they are asked for', async () => {
    await using library = await storedLibrary();
    const passages = Array.from({ length: 2_005 }, (_, place) => `p${place}`);
    library.add('long.md', passages);
    library.add('short.md', ['last']);
    const deepening = new Deepening(library.connection, library.heavyResident);
    expect(deepening.counted().total).toBe(2_001);
    expect(deepening.shallow(1_999, 9).map(({ id }) => id)).toEqual([2_000, 2_006]);
  });

  it('are counted as a plain count counts them', async () => {
    await using library = await storedLibrary();
    library.add(
      'a',
      Array.from({ length: 20 }, (_, place) => `text ${place}`),
    );
    const counts = property(array(constantFrom(0, 1), { minLength: 20, maxLength: 20 }), (bits) => {
      library.heavyResident.put(1, new Uint8Array(20 * library.heavyResident.width));
      bits.forEach((bit, place) => {
        if (bit === 0) library.heavyResident.clear(place + 1, 1);
      });
      const before = new Deepening(library.connection, library.heavyResident).doneBefore();
      const plain = bits.slice(4, 11).reduce<number>((sum, bit) => sum + bit, 0);
      expect(within(before, 5, 7)).toBe(plain);
    });
    assert(counts);
  });
});
