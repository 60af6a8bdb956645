import { describe, expect, it } from 'vitest';

import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import type { LabelSeed, Spoken } from '../../../src-main/topics/first-vector.ts';
import { LabelFitter, type FittedLabel } from '../../../src-main/topics/fit-labels.ts';
import { axis, rowsAround } from '../../helpers/random-vectors.ts';

const DIMENSIONS = 16;
const EACH = 60;
/** Four subjects, sixty documents each. */
const space = new DocumentSpace({
  dimensions: DIMENSIONS,
  rows: rowsAround(
    [0, 1, 2, 3].map((place) => axis(DIMENSIONS, place)),
    { each: EACH, spread: 0.25 },
  ),
});

function fitLabels(among: DocumentSpace, seeds: readonly LabelSeed[]): readonly FittedLabel[] {
  const fitter = new LabelFitter(among);
  return fitter.fit(fitter.start(seeds));
}

function seed(place: number | null, change: Partial<LabelSeed> = {}): LabelSeed {
  const words = place === null ? null : space.centred(axis(DIMENSIONS, place));
  const vector = change.words ?? words;
  return {
    words,
    alone: vector,
    told: null,
    first: null,
    spoken: null,
    examples: [],
    counterexamples: [],
    ...change,
  };
}

/** Documents above a label's line, by their subject. */
function gathered(vector: Float32Array, line: number): number[] {
  const counts = [0, 0, 0, 0];
  space.scores(vector).forEach((score, row) => {
    if (score >= line) counts[Math.floor(row / EACH)]! += 1;
  });
  return counts;
}

function lineOf({ background: { location, scale, line } }: FittedLabel): number {
  return location + scale * line;
}

describe('labels', () => {
  it('gather the documents of their subject and hardly others', () => {
    const fitted = fitLabels(space, [seed(0), seed(1)]);
    fitted.forEach((label, subject) => {
      const counts = gathered(label.vector, lineOf(label));
      expect(counts[subject]).toBeGreaterThan(EACH * 0.9);
      expect(counts.reduce((sum, count) => sum + count, 0) - counts[subject]!).toBeLessThan(EACH * 0.1);
      expect(label.drifted).toBe(false);
    });
  });

  it('are the same every time', () => {
    const [first] = fitLabels(space, [seed(0), seed(2)]);
    const [again] = fitLabels(space, [seed(0), seed(2)]);
    expect(again).toEqual(first);
  });

  it('are made of examples alone, of words alone, and of both', () => {
    const examples = [EACH, EACH + 1, EACH + 2];
    for (const made of [seed(null, { examples }), seed(1), seed(1, { examples })]) {
      const [label] = fitLabels(space, [made]);
      expect(gathered(label!.vector, lineOf(label!))[1]).toBeGreaterThan(EACH * 0.8);
    }
  });

  it('that no other contends with keep to the few documents of their subject beside many that lean to it', () => {
    const few = 20;
    const leaning = (place: number): number[] =>
      axis(DIMENSIONS, place).map((value, column) => value + (column === 0 ? 0.4 : 0));
    const many = [leaning(1), leaning(2), axis(DIMENSIONS, 3), axis(DIMENSIONS, 4)];
    const rows = [
      ...rowsAround([axis(DIMENSIONS, 0)], { each: few, spread: 0.25 }),
      ...rowsAround(many, { each: 100, spread: 0.45 }),
    ];
    const mixed = new DocumentSpace({ dimensions: DIMENSIONS, rows: Int8Array.from(rows) });
    const [label] = fitLabels(mixed, [seed(null, { words: mixed.centred(axis(DIMENSIONS, 0)) })]);
    const scores = mixed.scores(label!.vector);
    const above = Array.from(scores.keys()).filter((row) => scores[row]! >= lineOf(label!));
    expect(above).toEqual(Array.from({ length: few }, (_, row) => row));
  });

  it('move away from what does not belong, which is in no core', () => {
    const [label] = fitLabels(space, [seed(0)]);
    const counterexamples = label!.core.slice(0, 5);
    const [judged] = fitLabels(space, [seed(0, { counterexamples })]);
    expect(judged!.core.some((row) => counterexamples.includes(row))).toBe(false);
    const mean = (vector: Float32Array): number => {
      const scores = space.scores(vector);
      return counterexamples.reduce((sum, row) => sum + scores[row]!, 0);
    };
    expect(mean(judged!.vector)).toBeLessThan(mean(label!.vector));
  });

  it('of the same words are the same', () => {
    const [first, second] = fitLabels(space, [seed(0), seed(0)]);
    expect(second!.vector).toEqual(first!.vector);
    expect([first!.drifted, second!.drifted]).toEqual([false, false]);
  });

  it('keep their documents beside one that means the same', () => {
    const alone = fitLabels(space, [seed(0), seed(1)]);
    const words = space.centred(axis(DIMENSIONS, 0).map((value, column) => value + (column === 9 ? 0.2 : 0)));
    for (const twin of [seed(0), seed(null, { words })]) {
      const beside = fitLabels(space, [seed(0), seed(1), twin]);
      expect(beside[0]!.vector).toEqual(alone[0]!.vector);
      expect(gathered(beside[1]!.vector, lineOf(beside[1]!))).toEqual(
        gathered(alone[1]!.vector, lineOf(alone[1]!)),
      );
      const [before, first, second] = [alone[0]!, beside[0]!, beside[2]!].map(
        (label) => gathered(label.vector, lineOf(label))[0]!,
      );
      expect(first).toBe(before);
      expect(Math.abs(second! - before!)).toBeLessThanOrEqual(3);
    }
  });

  it('are not turned over by one example of another subject, nor made less by one of their own', () => {
    const [plain] = fitLabels(space, [seed(0), seed(1)]);
    const before = gathered(plain!.vector, lineOf(plain!));
    const countWith = (examples: readonly number[]): number[] => {
      const [label] = fitLabels(space, [seed(0, { examples }), seed(1)]);
      expect(label!.drifted).toBe(false);
      return gathered(label!.vector, lineOf(label!));
    };
    const wrong = countWith([EACH * 2 + 7]);
    expect(wrong[0]).toBeGreaterThan(before[0]! * 0.9);
    expect(wrong[2]).toBeLessThan(EACH * 0.1);
    expect(countWith([EACH - 1])[0]).toBeGreaterThanOrEqual(before[0]! - 1);
  });

  it('hardly change by an example that lies well within them', () => {
    const [plain] = fitLabels(space, [seed(0), seed(1)]);
    const surest = plain!.core[0]!;
    const cosine = (examples: readonly number[]): number => {
      const [label] = fitLabels(space, [seed(0, { examples }), seed(1)]);
      return label!.vector.reduce((sum, value, column) => sum + value * plain!.vector[column]!, 0);
    };
    const farthest = Array.from({ length: EACH }, (_, row) => row).at(-1)! + EACH;
    expect(cosine([surest])).toBeGreaterThan(0.999);
    expect(cosine([surest])).toBeGreaterThan(cosine([farthest]));
  });

  it('follow many examples of another subject', () => {
    const examples = Array.from({ length: 30 }, (_, place) => EACH * 2 + place);
    const [label] = fitLabels(space, [seed(0, { examples })]);
    expect(gathered(label!.vector, lineOf(label!))[2]).toBeGreaterThan(EACH * 0.5);
  });

  it('in a library of one kind are proposed for what they were made of, where its documents say their words', () => {
    const same = new DocumentSpace({
      dimensions: DIMENSIONS,
      rows: rowsAround([axis(DIMENSIONS, 0)], { each: 200, spread: 0.05 }),
    });
    const words = same.centred(axis(DIMENSIONS, 1));
    const made = (spoken: Spoken | null) => fitLabels(same, [seed(null, { words, spoken })])[0]!;
    const gatheredBy = (label: ReturnType<typeof made>): number =>
      same.scores(label.vector).filter((score) => score >= lineOf(label)).length;
    expect(gatheredBy(made(null))).toBe(0);
    const said = made({ rows: Uint32Array.from(Array(200).keys()), weights: new Float32Array(200).fill(1) });
    expect(gatheredBy(said)).toBeGreaterThanOrEqual(Math.floor(said.core.length / 2));
  });

  it('of nothing gather nothing', () => {
    const [label] = fitLabels(space, [seed(null)]);
    expect(label!.vector.every((value) => value === 0)).toBe(true);
    expect(label!.core).toEqual([]);
  });

  it('without any document are empty', () => {
    const empty = new DocumentSpace({ dimensions: DIMENSIONS, rows: new Int8Array() });
    const words = empty.centred(axis(DIMENSIONS, 0));
    const [label] = fitLabels(empty, [seed(null, { words })]);
    expect(label!.core).toEqual([]);
    expect(label!.vector.every(Number.isFinite)).toBe(true);
  });
});
