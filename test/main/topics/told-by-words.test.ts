import { describe, expect, it } from 'vitest';

import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import type { LabelSeed, Spoken } from '../../../src-main/topics/first-vector.ts';
import { LabelFitter } from '../../../src-main/topics/fit-labels.ts';
import { toldByWords, type Told, type Untold } from '../../../src-main/topics/told-by-words.ts';
import { axis, rowsAround } from '../../helpers/random-vectors.ts';

const DIMENSIONS = 32;
const EACH = 60;
const SUBJECTS = 4;
/** Four subjects, sixty documents each; the directions behind them are no subject's. */
const space = new DocumentSpace({
  dimensions: DIMENSIONS,
  rows: rowsAround(
    Array.from({ length: SUBJECTS }, (_, place) => axis(DIMENSIONS, place)),
    { each: EACH, spread: 0.25 },
  ),
});

function seed(direction: readonly number[], change: Partial<LabelSeed> = {}): Untold {
  const words = Float32Array.from(direction);
  return { words, alone: words, spoken: null, examples: [], counterexamples: [], ...change };
}

function toldBy(one: Untold, among = space): Told {
  return toldByWords(among, [one])[0]!;
}

/** Documents above the line of a label of these words. */
function carried(one: Untold): number[] {
  const { rows, isEnough } = toldBy(one);
  const fitter = new LabelFitter(space);
  const [label] = fitter.fit(fitter.start([{ ...one, told: isEnough ? null : rows, first: null }]));
  const { vector, background } = label!;
  const scores = space.scores(vector);
  return Array.from(scores.keys()).filter(
    (row) => scores[row]! >= background.location + background.line * background.scale,
  );
}

describe('words', () => {
  it('of a subject tell its documents, which are followed', () => {
    const { rows, isEnough } = toldBy(seed(axis(DIMENSIONS, 1)));
    expect(isEnough).toBe(true);
    expect(rows.every((row) => Math.floor(row / EACH) === 1)).toBe(true);
    expect(carried(seed(axis(DIMENSIONS, 1))).length).toBeGreaterThan(EACH * 0.9);
  });

  it('of nothing that is there tell hardly any document, and their label has hardly one', () => {
    for (let place = SUBJECTS; place < DIMENSIONS; place++) {
      const far = seed(axis(DIMENSIONS, place));
      expect(toldBy(far).isEnough).toBe(false);
      expect(carried(far).length).toBeLessThan(EACH * SUBJECTS * 0.03);
    }
  });

  it('go on leading to nothing beside one example, and follow as many as say as much as they do', () => {
    const far = axis(DIMENSIONS, SUBJECTS);
    const examples = Array.from({ length: 10 }, (_, row) => row);
    expect(toldBy(seed(far, { examples: examples.slice(0, 1) })).isEnough).toBe(false);
    expect(toldBy(seed(far, { examples })).isEnough).toBe(true);
  });

  it('never tell what the person said does not belong', () => {
    const near = axis(DIMENSIONS, 0);
    const counterexamples = toldBy(seed(near)).rows.slice(0, 3);
    const { rows } = toldBy(seed(near, { counterexamples }));
    expect(rows.some((row) => counterexamples.includes(row))).toBe(false);
  });

  it('that most documents of one kind say are followed, though none stands out', () => {
    const same = new DocumentSpace({
      dimensions: DIMENSIONS,
      rows: rowsAround([axis(DIMENSIONS, 0)], { each: 200, spread: 0.05 }),
    });
    const spoken: Spoken = {
      rows: Uint32Array.from(Array(200).keys()),
      weights: new Float32Array(200).fill(1),
    };
    expect(toldBy(seed(axis(DIMENSIONS, 1), { spoken }), same)).toEqual({
      rows: [],
      isEnough: true,
      isPart: false,
    });
    expect(toldBy(seed(axis(DIMENSIONS, 1)), same)).toEqual({ rows: [], isEnough: false, isPart: false });
  });

  it('that a label has none of, as where it goes by examples, tell nothing and are in no one’s way', () => {
    expect(toldBy(seed([], { words: null, alone: null }))).toEqual({
      rows: [],
      isEnough: true,
      isPart: false,
    });
  });
});
