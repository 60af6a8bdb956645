import { appendFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { seededRandom } from '../../helpers/random.ts';
import { encode } from './encode.ts';
import { exactNearest, greatest } from './exact.ts';
import { LaneScorer } from './lane-scorer.ts';
import { Products, type Matrix } from './products.ts';
import { residual, scalar, SIGN, type Quantiser } from './quantisers.ts';
import { ranksOf } from './ranks.ts';
import { SignDistances } from './sign-distances.ts';
import { VectorCache } from './vector-cache.ts';

function normalLanes(count: number, columns: number, seed: number): Matrix {
  const random = seededRandom(seed);
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  return { values: Float32Array.from({ length: count * columns }, normal), columns };
}

const all: Quantiser[] = [SIGN, residual(2), residual(4), scalar(2), scalar(4)];

describe.each(all)('$name of $bits bits', (quantiser) => {
  it('tells the sign by its highest bit', () => {
    for (const lane of [-3, -0.9, -0.01, 0, 0.01, 0.9, 3])
      expect(quantiser.indexOf(lane) >> (quantiser.bits - 1)).toBe(Number(lane > 0));
  });

  it('scores a code by the sum of products with what its lanes stand for', () => {
    const lanes = normalLanes(30, 64, 1);
    const { values: query } = normalLanes(1, 64, 2);
    const codes = encode(lanes, quantiser, 1);
    const wanted = Array.from({ length: 30 }, (_, place) =>
      query.reduce(
        (sum, value, lane) =>
          sum + value * quantiser.values[quantiser.indexOf(lanes.values[place * 64 + lane]!)]!,
        0,
      ),
    );
    const found = new LaneScorer(query, quantiser).scores(codes);
    found.forEach((score, place) => expect(score).toBeCloseTo(wanted[place]!, 3));
  });
});

describe('errors of a normal law', () => {
  const { values } = normalLanes(200, 500, 3);
  const errorOf = ({ values: levels, indexOf }: Quantiser): number =>
    values.reduce((sum, value) => sum + (value - levels[indexOf(value)]!) ** 2, 0) / values.length;

  it('are as Max tells them for scalar quantisation', () => {
    expect(errorOf(scalar(2))).toBeCloseTo(0.1175, 2);
    expect(errorOf(scalar(4))).toBeCloseTo(0.0095, 2);
  });

  it('become less with every level of what is left', () => {
    expect(errorOf(residual(2))).toBeLessThan(0.16);
    expect(errorOf(residual(4))).toBeLessThan(errorOf(residual(2)) / 2);
  });
});

describe('distances of signs', () => {
  it.each([24, 47])('of %i bytes are counted one by one', async (bytes) => {
    const { signs } = encode(normalLanes(101, bytes * 8, 4), SIGN, 1);
    const query = signs.subarray(0, bytes);
    const found = (await SignDistances.load(bytes)).measure(query, signs);
    const wanted = Array.from({ length: 101 }, (_, place) =>
      query.reduce((sum, byte, at) => sum + bitsOf(byte ^ signs[place * bytes + at]!), 0),
    );
    expect([...found]).toEqual(wanted);
  });
});

function bitsOf(byte: number): number {
  return byte.toString(2).replaceAll('0', '').length;
}

describe('ranks', () => {
  it('are places in the sorted list, equals in order', () => {
    const scores = Float32Array.of(3, 5, 5, 1);
    const scan = { distances: Uint16Array.of(0, 0, 0, 0), symmetric: scores, asymmetric: scores };
    const ranks = ranksOf(scan, [0, 1, 2, 3]);
    expect(ranks.map(({ symmetric }) => symmetric)).toEqual([2, 0, 1, 3]);
    expect(ranks.map(({ shortlisted }) => shortlisted.get(50))).toEqual([2, 0, 1, 3]);
  });

  it('leave out of a shortlist what lies further than its last', () => {
    const distances = Uint16Array.from({ length: 2_000 }, (_, place) => place);
    const scores = Float32Array.from(distances, (_, place) => place);
    const [near, far] = ranksOf({ distances, symmetric: scores, asymmetric: scores }, [499, 500]);
    expect(near?.shortlisted.get(50)).toBe(0);
    expect(far?.shortlisted.get(50)).toBe(Infinity);
    expect(far?.shortlisted.get(100)).toBe(499);
  });
});

describe('the exact nearest', () => {
  it('are those of the greatest products', async () => {
    const rows = normalLanes(40, 8, 5);
    const [nearest = []] = exactNearest(
      await Products.load(),
      { values: rows.values.slice(0, 8), columns: 8 },
      rows,
    );
    expect(nearest).toHaveLength(10);
    expect(greatest(Float32Array.of(1, 4, 4, 2), 3)).toEqual([1, 2, 3]);
  });
});

describe('the cache of vectors', () => {
  it('gives back what it was given, after a restart too', async () => {
    await using folder = await temporaryFolder();
    const file = `${folder.path}/deep/some.vectors`;
    const vector = Int8Array.of(-127, 0, 1, 127);
    new VectorCache(file, 2, 4).put('beef', vector);
    appendFileSync(file, 'torn');
    new VectorCache(file, 2, 4).put('cafe', vector);
    const cache = new VectorCache(file, 2, 4);
    expect(cache.get('beef')).toEqual(vector);
    expect(cache.get('cafe')).toEqual(vector);
    expect(cache.get('dead')).toBeUndefined();
  });
});
