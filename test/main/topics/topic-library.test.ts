import { array, assert, constantFrom, integer, property, record, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LabelDefinition } from '../../../src-main/topics/label.ts';
import { scoreOf } from '../../../src-main/topics/gauge.ts';
import type { Speaks } from '../../../src-main/topics/started-labels.ts';
import { TopicLibrary, type Topic } from '../../../src-main/topics/topic-library.ts';
import { axis, rowsAround } from '../../helpers/random-vectors.ts';

const [LIGHT, HEAVY] = [16, 32];
const EACH = 25;
const SUBJECTS = ['bread', 'whale', 'lease', 'sleep'];
const DOCUMENTS = SUBJECTS.length * EACH;
/** Every fourth document was not read closely. */
const heavyRow = Int32Array.from({ length: DOCUMENTS }, (_, row) =>
  row % 4 === 3 ? -1 : row - Math.floor(row / 4),
);

/** Documents of four subjects; every time anew. */
function library(): TopicLibrary {
  const rows = (dimensions: number): Int8Array =>
    rowsAround(
      SUBJECTS.map((_, place) => axis(dimensions, place)),
      { each: EACH, spread: 0.6 },
    );
  const all = rows(HEAVY);
  const heavy = Array.from(heavyRow.keys())
    .filter((row) => heavyRow[row]! >= 0)
    .flatMap((row) => [...all.subarray(row * HEAVY, (row + 1) * HEAVY)]);
  return new TopicLibrary({
    contents: Uint32Array.from({ length: DOCUMENTS }, (_, row) => row + 1),
    light: { dimensions: LIGHT, rows: rows(LIGHT) },
    heavy: { dimensions: HEAVY, rows: Int8Array.from(heavy) },
    heavyRow,
    terms: null,
    wordMean: null,
  });
}

/** Every third document of a subject holds its word. */
const speaks: Speaks = (words, shares) => {
  const rows = words.flatMap((word, place) => {
    const from = SUBJECTS.indexOf(word) * EACH;
    return Array.from({ length: EACH / 3 }, (_, index) => ({
      row: from + index * 3,
      weight: shares[place]!,
    }));
  });
  return {
    rows: Uint32Array.from(rows, ({ row }) => row),
    weights: Float32Array.from(rows, ({ weight }) => weight),
  };
};

interface Described {
  readonly id: number;
  readonly words: string[];
  readonly belongs: number[];
  readonly not: number[];
}

function definition({ id, words, belongs, not }: Described): LabelDefinition {
  const vectors = (dimensions: number): LabelDefinition['light'] => {
    const each = words.map((word) => axis(dimensions, SUBJECTS.indexOf(word)));
    const all = each[0]?.map((_, column) => each.reduce((sum, vector) => sum + vector[column]!, 0));
    return { each, together: words.length > 1 && all !== undefined ? all : null };
  };
  return { id, words, light: vectors(LIGHT), heavy: vectors(HEAVY), belongs, not };
}

const contents = array(integer({ min: 1, max: DOCUMENTS }), { maxLength: 3 });
const described = record({
  id: integer({ min: 0, max: 4 }),
  words: subarray(SUBJECTS),
  belongs: contents,
  not: contents,
  change: constantFrom('put', 'put', 'remove'),
});

it('labels that changed one after the other are, bit for bit, what fitting them afresh finds', () => {
  assert(
    property(array(described, { minLength: 1, maxLength: 6 }), (changes) => {
      const kept = library();
      const labels = new Map<number, LabelDefinition>();
      for (const { change, ...label } of changes) {
        if (change === 'remove') labels.delete(label.id);
        else labels.set(label.id, definition(label));
        const now = [...labels.values()];
        const fresh = library();
        const [found, expected] = [kept.fit(now, speaks), fresh.fit(now, speaks)];
        expect(found).toEqual(expected);
        for (const [place, topic] of found.entries())
          expect(kept.scores(topic)).toEqual(fresh.scores(expected[place]!));
      }
    }),
    { numRuns: 40 },
  );
});

describe('documents above a score', () => {
  const made = library();
  const [topic] = made.fit([definition({ id: 1, words: ['whale'], belongs: [], not: [] })], speaks) as [
    Topic,
  ];

  it('are those that all scores name, and those asked for besides', () => {
    const scores = made.scores(topic);
    for (const least of [-1, 0, 0.0005, 0.3, 0.5, 0.97, 1]) {
      const also = new Map([[3, true]]);
      const expected = Array.from(scores.keys()).filter((row) => scores[row]! >= least || row === 3);
      const found = made.above(topic, least, also);
      expect(found.map(({ row }) => row).toSorted((left, right) => left - right)).toEqual(expected);
      for (const { row, score } of found) expect(score).toBe(scores[row]);
    }
  });

  it('are scored by the vectors they have', () => {
    const { light, heavy } = made.gauge(topic);
    const cosines = made.similarities(topic);
    made.scores(topic).forEach((score, row) => {
      const measure = made.isDeep(row) ? heavy! : light;
      expect(score).toBe(Math.fround(scoreOf(cosines[row]!, measure)));
    });
    expect(made.isDeep(3)).toBe(false);
  });
});
