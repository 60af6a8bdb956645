import { expect, it } from 'vitest';

import { sizeOffsets } from '../../../src-main/topics/size-offsets.ts';
import { randomly } from '../../helpers/random-vectors.ts';

const SCALES = [0.1, 0.1, 0.1];

/** Scores under three labels of so many documents each; a document is nearer to its own by `margin`, more or less. */
function scoresOf(sizes: readonly number[], margin: number): Float32Array[] {
  const next = randomly(7);
  const truth = sizes.flatMap((size, label) => Array.from({ length: size }, () => label));
  return sizes.map((_, label) =>
    Float32Array.from(truth, (own) => (own === label ? margin : 0) + 0.2 * next()),
  );
}

it('are nothing where labels are of about one size', () => {
  for (const offset of sizeOffsets(scoresOf([300, 200, 250], 0.3), SCALES)) expect(offset).toBeCloseTo(0, 10);
});

it('raise large labels over small ones where sizes are far apart, so that fewer documents go astray', () => {
  const sizes = [1_000, 1_000, 30];
  const scores = scoresOf(sizes, 0.15);
  const [first, second, rare] = sizeOffsets(scores, SCALES) as [number, number, number];
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(0);
  expect(rare).toBeLessThan(0);
  const right = (offsets: readonly number[]): number => {
    const truth = sizes.flatMap((size, label) => Array.from({ length: size }, () => label));
    return truth.filter((own, document) => {
      const found = scores.map((each, label) => each[document]! + offsets[label]!);
      return found.indexOf(Math.max(...found)) === own;
    }).length;
  };
  expect(right([first, second, rare])).toBeGreaterThan(right([0, 0, 0]));
});

it('are of no documents, of no label and of one nothing', () => {
  expect(sizeOffsets([new Float32Array(), new Float32Array()], [1, 1])).toEqual([0, 0]);
  expect(sizeOffsets([], [])).toEqual([]);
  expect(sizeOffsets([Float32Array.of(0.2, 0.4)], [1])).toEqual([0]);
});
