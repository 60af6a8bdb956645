import { describe, expect, it } from 'vitest';

import { HeavyCodec, SIGN_LANES } from '../../../../src-main/embed/heavy/heavy-codec.ts';
import { HEAVY_CODE_BYTES, HeavyCoder } from '../../../../src-main/embed/heavy/heavy-coder.ts';
import { LightPrediction, PredictionLearner } from '../../../../src-main/embed/heavy/light-prediction.ts';
import { innerProduct, unitOf } from '../../../../src-main/lib/vector.ts';
import { seededRandom } from '../../../helpers/random.ts';

const LIGHT_BYTES = 32;

interface Read {
  readonly light: Uint8Array;
  readonly vector: Int8Array;
}

/** Passages whose heavy vectors are half what their light codes say and half chance. */
function passages(count: number, dimensions: number, share: number): Read[] {
  const random = seededRandom(5);
  const lane = (): number => 2 * random() - 1;
  const directions = Array.from({ length: 8 * LIGHT_BYTES }, () =>
    Float32Array.from({ length: dimensions }, lane),
  );
  return Array.from({ length: count }, () => {
    const light = Uint8Array.from({ length: LIGHT_BYTES }, () => Math.floor(256 * random()));
    const told = new Float32Array(dimensions);
    directions.forEach((direction, bit) => {
      const sign = ((light[bit >> 3]! >> (bit & 7)) & 1) === 1 ? 1 : -1;
      direction.forEach((value, at) => {
        told[at]! += sign * value;
      });
    });
    const [known, chance] = [unitOf(told), unitOf(Float32Array.from({ length: dimensions }, lane))];
    return {
      light,
      vector: Int8Array.from(known, (value, at) =>
        Math.round(900 * (share * value + (1 - share) * chance[at]!)),
      ),
    };
  });
}

function learnt(read: readonly Read[], dimensions: number): LightPrediction {
  const learner = new PredictionLearner(dimensions);
  for (const { vector, light } of read) learner.add(vector, light);
  return learner.prediction();
}

/** The root of the mean squared error of likely cosines, and their mean error. */
function errors(codec: HeavyCodec, read: readonly Read[]): { readonly root: number; readonly mean: number } {
  const lights = Uint8Array.from(read.flatMap(({ light }) => [...light]));
  const heavies = Uint8Array.from(read.flatMap(({ vector, light }) => [...codec.code(vector, light)]));
  const all = read.slice(0, 40).flatMap(({ vector: query }) => {
    const asked = codec.ask(query);
    return read.map(
      ({ vector }, place) =>
        asked.similarityAt(lights, heavies, place) - innerProduct(unitOf(query), unitOf(vector)),
    );
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return { root: Math.sqrt(mean(all.map((error) => error ** 2))), mean: mean(all) };
}

const plain = (dimensions: number): HeavyCodec =>
  new HeavyCodec(new HeavyCoder(dimensions, SIGN_LANES), null);

describe('codes of heavy vectors beside light ones', () => {
  it.each([384, 768, 256])('of %i dimensions tell the cosine without bias', (dimensions) => {
    const read = passages(200, dimensions, 0);
    const { root, mean } = errors(plain(dimensions), read);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(root).toBeLessThan(1.2 / Math.sqrt(Math.min(dimensions, SIGN_LANES)));
  });

  it('tell more once it is learnt what light codes tell, of passages that were not learnt from, too', () => {
    const all = passages(2_400, 384, 0.6);
    const [known, others] = [all.slice(0, 2_200), all.slice(2_200)];
    const prediction = learnt(known, 384);
    const fitted = new HeavyCodec(new HeavyCoder(384, SIGN_LANES), prediction);
    const [before, after] = [errors(plain(384), others), errors(fitted, others)];
    expect(after.root).toBeLessThan(0.75 * before.root);
    expect(Math.abs(after.mean)).toBeLessThan(0.01);
  });

  it('are read alike by who stored what was learnt and who reads it', () => {
    const read = passages(300, 64, 0.5);
    const prediction = learnt(read, 64);
    const stored = LightPrediction.from(prediction.bytes);
    const rotation = new HeavyCoder(64, SIGN_LANES);
    for (const { vector, light } of read.slice(0, 20))
      expect(new HeavyCodec(rotation, stored).code(vector, light)).toEqual(
        new HeavyCodec(rotation, prediction).code(vector, light),
      );
  });

  it('have their number apart from their signs', () => {
    const codec = plain(384);
    const asked = codec.ask(Int8Array.from({ length: 384 }, (_, lane) => (lane % 7) - 3));
    expect(asked.heavy).toHaveLength(HEAVY_CODE_BYTES);
    expect(asked.heavy[HEAVY_CODE_BYTES - 1]! >> 4).toBe(0);
    expect(asked.light).toBeNull();
  });

  it('of a vector of nothing but zeros are no trouble', () => {
    const codec = plain(384);
    const code = codec.code(new Int8Array(384), new Uint8Array(LIGHT_BYTES));
    const asked = codec.ask(new Int8Array(384));
    expect(Number.isFinite(asked.similarityAt(new Uint8Array(LIGHT_BYTES), code, 0))).toBe(true);
  });
});
