import { array, assert, float32Array, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_BYTES, CodeScorer } from '../../../../src-main/embed/light/code-distance.ts';

const code = uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });
const bitsOf = (bytes: Uint8Array): number[] =>
  Array.from({ length: 256 }, (_, bit) => (bytes[bit >> 3]! >> (bit & 7)) & 1);

describe('distances of codes', () => {
  test('CodeScorer gives the cosine of the centred query with the code as ±1', () => {
    const vector = float32Array({ minLength: 256, maxLength: 256, min: -1, max: 1, noNaN: true });
    const scored = property(
      vector,
      vector,
      array(code, { minLength: 1, maxLength: 5 }),
      (query, centre, codes) => {
        const scores = new Float32Array(codes.length);
        new CodeScorer(query, centre).score(Uint8Array.from(codes.flatMap((bytes) => [...bytes])), scores);
        const centred = query.map((value, dimension) => value - centre[dimension]!);
        codes.forEach((bytes, index) => {
          const product = bitsOf(bytes).reduce(
            (sum, bit, dimension) => sum + (2 * bit - 1) * centred[dimension]!,
            0,
          );
          expect(scores[index]).toBeCloseTo(product / (16 * Math.hypot(...centred) || 1), 4);
        });
      },
    );
    assert(scored);
  });
});
