import { expect, it } from 'vitest';

import { HeavyCodec, SIGN_LANES } from '../../../src-main/embed/heavy/heavy-codec.ts';
import { HEAVY_CODE_BYTES, HeavyCoder } from '../../../src-main/embed/heavy/heavy-coder.ts';
import { PredictionLearner } from '../../../src-main/embed/heavy/light-prediction.ts';
import { CodedSpace } from '../../../src-main/search/coded-space.ts';
import { CODE_BYTES } from '../../../src-main/storage/content.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { seededRandom } from '../../helpers/random.ts';

const DIMENSIONS = 64;
const PASSAGES = 400;

/** Codes of two editions of the same passages, every fifth of which has none. */
function spaces() {
  const random = seededRandom(3);
  const bytes = (count: number, most: number): number[] =>
    Array.from({ length: count }, () => Math.floor(most * random()));
  const [light, heavy] = [new ResidentCodes(), ResidentCodes.ofWidth(HEAVY_CODE_BYTES)];
  const vectors = Array.from({ length: PASSAGES }, () =>
    Int8Array.from(bytes(DIMENSIONS, 200), (value) => value - 100),
  );
  const lights = vectors.map(() => Uint8Array.from(bytes(CODE_BYTES, 256)));
  const learner = new PredictionLearner(DIMENSIONS);
  vectors.forEach((vector, place) => {
    learner.add(vector, lights[place] ?? new Uint8Array());
  });
  const rotation = new HeavyCoder(DIMENSIONS, SIGN_LANES);
  const codecs = [new HeavyCodec(rotation, null), new HeavyCodec(rotation, learner.prediction())];
  vectors.forEach((vector, place) => {
    const own = lights[place] ?? new Uint8Array();
    light.put(place, own);
    if (place % 5 === 0) return;
    heavy.put(place, codecs[0]!.code(vector, own));
    heavy.layerOf(1).codes.set(codecs[1]!.code(vector, own), place * HEAVY_CODE_BYTES);
  });
  return { light, heavy, vectors, codecs };
}

it.each([0, 1])('brings the most similar by both codes of a passage, edition %i', (edition) => {
  const { light, heavy, vectors, codecs } = spaces();
  heavy.turn(edition);
  const space = new CodedSpace({ vectorModel: 1, resident: heavy, codecOf: (of) => codecs[of] }, light, 0);
  const allowed = Uint8Array.from({ length: PASSAGES }, (_, place) => (place % 3 === 0 ? 0 : 1));
  for (const filter of [null, allowed])
    for (const vector of vectors.slice(0, 12)) {
      const asked = codecs[edition]!.ask(vector);
      // All of them are looked at: twenty times twenty.
      const plainly = Array.from({ length: PASSAGES }, (_, place) => place)
        .filter((place) => place % 5 !== 0 && (filter === null || filter[place] === 1))
        .map((place) => ({ place, similarity: asked.similarityAt(light.codes, heavy.codes, place) }))
        .toSorted((left, right) => right.similarity - left.similarity || left.place - right.place);
      const answer = space.ask(vector, { limit: 20, allowed: filter });
      expect(answer.passages).toEqual(plainly.slice(0, 20).map(({ place }) => place));
      expect(answer.similarityOf(1)).toBe(asked.similarityAt(light.codes, heavy.codes, 1));
      expect(answer.similarityOf(5)).toBeNull();
    }
});

it('says nothing where it is not known how the codes were made', () => {
  const { light, heavy, vectors } = spaces();
  const space = new CodedSpace({ vectorModel: 1, resident: heavy, codecOf: () => undefined }, light, 0);
  const answer = space.ask(vectors[1] ?? new Int8Array(), { limit: 10, allowed: null });
  expect(answer.passages).toEqual([]);
  expect(answer.similarityOf(1)).toBeNull();
});
