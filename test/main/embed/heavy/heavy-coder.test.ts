import { describe, expect, it } from 'vitest';

import { CODE_LANES, HeavyCoder } from '../../../../src-main/embed/heavy/heavy-coder.ts';
import { hammingDistance } from '../../../helpers/hamming-distance.ts';
import { seededRandom } from '../../../helpers/random.ts';

const cosine = (left: ArrayLike<number>, right: ArrayLike<number>): number => {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Array.from(a).reduce((sum, lane, index) => sum + lane * (b[index] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
};

function vectors(count: number, dimensions: number): Int8Array[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () =>
    Int8Array.from({ length: dimensions }, () => Math.round(254 * random() - 127)),
  );
}

describe('codes of heavy vectors', () => {
  it('are the same whoever makes them', () => {
    const [vector = new Int8Array(384)] = vectors(1, 384);
    expect(new HeavyCoder(384).code(vector)).toEqual(new HeavyCoder(384).code(vector));
  });

  it.each([384, 768, 256, 100])(
    'of %i dimensions differ in bits as the vectors do in angle',
    (dimensions) => {
      const coder = new HeavyCoder(dimensions);
      const [left = new Int8Array(0), other = new Int8Array(0)] = vectors(2, dimensions);
      for (const share of [0, 0.3, 0.7, 1]) {
        const right = Int8Array.from(left, (lane, index) =>
          Math.round(share * lane + (1 - share) * (other[index] ?? 0)),
        );
        const angle = Math.acos(Math.min(1, cosine(left, right)));
        const bits = hammingDistance(coder.code(left), coder.code(right));
        // Five standard deviations of that many coins.
        expect(Math.abs(bits / CODE_LANES - angle / Math.PI)).toBeLessThan(2.5 / Math.sqrt(CODE_LANES));
      }
    },
  );

  it('of fewer bits are the beginning of those of more', () => {
    const [vector = new Int8Array(384)] = vectors(1, 384);
    const code = new HeavyCoder(384, 384).code(vector);
    expect(code).toHaveLength(48);
    expect(new HeavyCoder(384, 128).code(vector)).toEqual(code.subarray(0, 16));
  });

  it('look along directions at right angles: a projection keeps lengths where the space is not larger', () => {
    const [vector = new Int8Array(0)] = vectors(1, CODE_LANES);
    const projected = new HeavyCoder(CODE_LANES).project(vector);
    expect(Math.hypot(...projected)).toBeCloseTo(Math.hypot(...vector), 1);
  });
});
