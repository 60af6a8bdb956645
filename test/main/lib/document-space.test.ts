import { array, assert, integer, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';

import { innerProduct, lengthOf, unit } from '../../../src-main/lib/vector.ts';
import { DocumentSpace } from '../../../src-main/lib/document-space.ts';
import { rowsAround, axis } from '../../helpers/random-vectors.ts';

const matrix = tuple(integer({ min: 1, max: 40 }), integer({ min: 1, max: 12 })).chain(
  ([dimensions, count]) =>
    tuple(
      array(integer({ min: -127, max: 127 }), {
        minLength: dimensions * count,
        maxLength: dimensions * count,
      }),
      array(integer({ min: -100, max: 100 }), { minLength: dimensions, maxLength: dimensions }),
    ),
);

it('scores as plain cosines with vectors taken from the mean do', () => {
  assert(
    property(matrix, ([values, query]) => {
      const rows = Int8Array.from(values);
      const space = new DocumentSpace({ dimensions: query.length, rows });
      const vector = space.centred(query);
      const scores = space.scores(vector);
      for (let index = 0; index < space.count; index++) {
        const plain = innerProduct(
          space.centred(rows.subarray(index * query.length, (index + 1) * query.length)),
          vector,
        );
        expect(Math.abs(scores[index]! - plain)).toBeLessThan(0.02);
      }
    }),
  );
});

it('scores and sums several at once as one after the other', () => {
  const rows = rowsAround([axis(20, 1), axis(20, 2), axis(20, 3)], { each: 7, spread: 0.8 });
  const space = new DocumentSpace({ dimensions: 20, rows });
  const vectors = Array.from({ length: 7 }, (_, place) => space.centred(axis(20, place)));
  const found: Float32Array[] = [];
  space.scoresOf(vectors, (scores) => found.push(scores.slice()));
  expect(found).toEqual(vectors.map((vector) => space.scores(vector).slice()));
  const sum = new Float32Array(20);
  space.addRow(3, 0.5, sum);
  space.addRow(11, 2, sum);
  space.sumOf([3, 11], [0.5, 2]).forEach((value, column) => expect(value).toBeCloseTo(sum[column]!, 5));
  expect(space.sumOf([], [])).toEqual(new Float32Array(20));
});

it('takes the mean of many documents away, and of few only a part', () => {
  const many = new DocumentSpace({
    dimensions: 4,
    rows: rowsAround([axis(4, 0)], { each: 1_000, spread: 0.3 }),
  });
  const few = new DocumentSpace({ dimensions: 4, rows: rowsAround([axis(4, 0)], { each: 2, spread: 0.3 }) });
  expect(lengthOf(many.centre)).toBeGreaterThan(0.9);
  expect(lengthOf(few.centre)).toBeLessThan(0.3);
});

it('gives a row back as a unit vector', () => {
  const space = new DocumentSpace({
    dimensions: 20,
    rows: rowsAround([axis(20, 3), axis(20, 7)], { each: 30, spread: 0.5 }),
  });
  for (let index = 0; index < space.count; index++) expect(lengthOf(space.row(index))).toBeCloseTo(1, 1);
  expect(unit(space.row(5)).length).toBe(20);
});

it('is empty of no documents', () => {
  const space = new DocumentSpace({ dimensions: 8, rows: new Int8Array() });
  expect([space.count, space.scores(space.centred([1, 0, 0, 0, 0, 0, 0, 0])).length]).toEqual([0, 0]);
});
