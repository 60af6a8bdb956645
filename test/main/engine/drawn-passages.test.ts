import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawnShare, isDrawn } from '../../../src-main/engine/drawn-passages.ts';
import { hashText } from '../../../src-main/indexing/prepare.ts';
import { HASH_BYTES } from '../../../src-main/storage/content.ts';

const hash = uint8Array({ minLength: HASH_BYTES, maxLength: HASH_BYTES });
const seed = integer({ min: 0, max: 1000 });
const HASHES = Array.from({ length: 4_000 }, (_, place) => hashText(`passage ${place}`));

describe('a draw of passages', () => {
  it('holds nothing, everything, or every smaller draw of its seed', () => {
    const holds = property(hash, seed, (one, of) => {
      const drawn = [0, 0.25, 0.5, 1].map((share) => isDrawn(one, { share, seed: of }));
      expect(drawn.at(0)).toBe(false);
      expect(drawn.at(-1)).toBe(true);
      expect(drawn).toEqual(drawn.toSorted((left, right) => Number(left) - Number(right)));
    });
    assert(holds);
  });

  it('is as large as was asked for, and of another seed another', () => {
    const [one, other] = [1, 2].map((of) =>
      HASHES.map((hashed) => isDrawn(hashed, { share: 0.5, seed: of })),
    );
    const share = (drawn: readonly boolean[] = []) => drawn.filter(Boolean).length / drawn.length;
    expect(Math.abs(share(one) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share(one?.map((drawn, place) => drawn === other?.[place])) - 0.5)).toBeLessThan(0.04);
  });

  it('takes of a document the share of its passages that are drawn', () => {
    const of = HASHES.slice(0, 10);
    const draw = { share: 0.5, seed: 3 };
    const drawn = of.filter((hashed) => isDrawn(hashed, draw)).length;
    expect(drawnShare(Uint8Array.from(of.flatMap((hashed) => [...hashed])), draw)).toBe(drawn / 10);
    expect(drawnShare(new Uint8Array(), draw)).toBe(0);
  });
});
