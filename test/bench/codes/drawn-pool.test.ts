import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../helpers/random.ts';
import { DrawnPool, nearestCosines } from './drawn-pool.ts';
import { exactNearest } from './exact.ts';
import { drawLargePool } from './large-pool.ts';
import { codesOf, poolOf } from './measure.ts';
import { fixedSigns } from './methods.ts';
import { NearestSoFar } from './nearest-so-far.ts';
import { Products, type Matrix } from './products.ts';
import { unitRows } from './projection.ts';

const DIMENSIONS = 64;

function unitVectors(count: number, seed: number): Matrix {
  const random = seededRandom(seed);
  const row = (): Float32Array => Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  return unitRows(Array.from({ length: count }, row));
}

const products = await Products.load();
const real = unitVectors(30, 1);
const queries = unitVectors(5, 2);

describe('drawn vectors', () => {
  it('are as far from a real one as was asked for', () => {
    const drawn = new DrawnPool(real, Float32Array.of(0.9)).draw(50);
    const { values } = products.between(drawn, real);
    for (let row = 0; row < 50; row += 1) {
      const nearest = Math.max(...values.subarray(row * 30, (row + 1) * 30));
      expect(nearest).toBeCloseTo(0.9, 4);
    }
  });

  it('are the same in every run, of length 1', () => {
    const [one, two] = [1, 2].map(() => new DrawnPool(real, Float32Array.of(0.5, 0.7)).draw(3));
    expect(one).toEqual(two);
    expect(Math.hypot(...(one?.values.subarray(0, DIMENSIONS) ?? []))).toBeCloseTo(1, 4);
  });
});

describe('cosines to the nearest', () => {
  it('leave a row itself out', () => {
    const rows = unitRows(
      [
        [1, 0],
        [1, 1],
        [0, 1],
      ].map((row) => Float32Array.from(row)),
    );
    const [first, second] = nearestCosines(products, rows, rows);
    expect(first).toBeCloseTo(Math.SQRT1_2, 5);
    expect(second).toBeCloseTo(Math.SQRT1_2, 5);
  });
});

describe('the nearest so far', () => {
  it('are the nearest of all that were shown', () => {
    const nearest = new NearestSoFar(5);
    for (const first of [0, 10, 20]) {
      const block = real.values.subarray(first * DIMENSIONS, (first + 10) * DIMENSIONS);
      nearest.show(products.between(queries, { ...real, values: block }), first);
    }
    expect(nearest.places).toEqual(exactNearest(products, queries, real));
  });
});

describe('a large pool', () => {
  it('holds the real vectors and the codes of as many more as it lacks', () => {
    const [method] = fixedSigns(DIMENSIONS, [64]);
    if (method === undefined) throw new Error('no method');
    const pool = poolOf(products, real, queries);
    const large = drawLargePool(products, pool, { methods: [method], count: 75 });
    const codes = large.codes.get(method);
    expect(codes?.signs).toHaveLength(75 * 8);
    expect(codes?.signs.subarray(0, 30 * 8)).toEqual(codesOf(products, method, real).signs);
    expect(codes?.signs.subarray(30 * 8).every((byte) => byte === 0)).toBe(false);
    expect(Math.max(...large.exact.flat())).toBeGreaterThan(29);
  });
});
