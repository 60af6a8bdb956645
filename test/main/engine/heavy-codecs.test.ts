import { expect, it } from 'vitest';

import { codecsOf, codeMaker } from '../../../src-main/engine/heavy-codecs.ts';
import { keepFit } from '../../../src-main/storage/code-fits.ts';
import { seededRandom } from '../../helpers/random.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

const [MODEL, DIMENSIONS] = [2, 16];

it('codes are read by what they were made by, of each edition that is stored', async () => {
  await using library = await storedLibrary();
  const random = seededRandom(9);
  const bytes = (count: number): number[] => Array.from({ length: count }, () => Math.floor(256 * random()));
  const maker = codeMaker(DIMENSIONS);
  const learner = maker.learner();
  const read = Array.from({ length: 300 }, () => ({
    vector: Int8Array.from(bytes(DIMENSIONS)),
    light: Uint8Array.from(bytes(32)),
  }));
  for (const { vector, light } of read) learner.add(vector, light);
  const fit = learner.fit();
  keepFit(library.connection, MODEL, { edition: 1, passages: 300, fit });

  const codecOf = codecsOf(library.connection, MODEL, DIMENSIONS);
  for (const { vector, light } of read.slice(0, 20)) {
    expect(codecOf(0)?.code(vector, light)).toEqual(maker.codeOf(null)(vector, light));
    expect(codecOf(1)?.code(vector, light)).toEqual(maker.codeOf(fit)(vector, light));
    expect(codecOf(1)?.code(vector, light)).not.toEqual(codecOf(0)?.code(vector, light));
  }
  expect(codecOf(2)).toBeUndefined();
});
