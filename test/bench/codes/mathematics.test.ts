import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../helpers/random.ts';
import { eigen } from './eigen.ts';
import { iterativeQuantisation } from './iterative-quantisation.ts';
import { polarFactor } from './polar.ts';
import { principalDirections } from './principal.ts';
import { Products, rowsOf, transpose, type Matrix } from './products.ts';
import { axes, directionsOf, project } from './projection.ts';

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = seededRandom(seed);
  return { values: Float32Array.from({ length: rows * columns }, () => random() - 0.5), columns };
}

/** Every row with every row, the slow way. */
function plainProducts(left: Matrix, right: Matrix): number[] {
  const row = ({ values, columns }: Matrix, index: number): Float32Array =>
    values.subarray(index * columns, (index + 1) * columns);
  return Array.from({ length: rowsOf(left) }, (_, one) =>
    Array.from({ length: rowsOf(right) }, (_unused, two) =>
      row(left, one).reduce((sum, value, lane) => sum + value * row(right, two)[lane]!, 0),
    ),
  ).flat();
}

/** The greatest difference between numbers that are told in the same order. */
function furthest(found: Float32Array, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return found.reduce((most, value, at) => Math.max(most, Math.abs(value - wanted[at]!)), 0);
}

const CLOSE = 1e-4;
const products = await Products.load();

describe('products of rows', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [515, 2, 8],
    [2, 1_030, 5],
  ])('of %i rows with %i of %i columns are as the plain sums', (left, right, columns) => {
    const one = randomMatrix(left, columns, 1);
    const two = randomMatrix(right, columns, 2);
    const found = products.between(one, two);
    expect(found.columns).toBe(right);
    expect(furthest(found.values, plainProducts(one, two))).toBeLessThan(CLOSE);
  });
});

describe('eigenvectors', () => {
  it('are directions a symmetric matrix only lengthens', () => {
    const size = 24;
    const half = randomMatrix(40, size, 3);
    const symmetric = products.between(transpose(half), transpose(half));
    const { axes: found, values } = eigen(Float64Array.from(symmetric.values), size);
    const rows = { values: Float32Array.from(found), columns: size };
    expect(furthest(products.between(rows, rows).values, axes(size, size).values)).toBeLessThan(CLOSE);
    const lengthened = rows.values.map((value, index) => value * values[Math.floor(index / size)]!);
    expect(furthest(products.between(rows, symmetric).values, lengthened)).toBeLessThan(CLOSE);
  });
});

describe('the nearest rotation', () => {
  it('to a rotation that was stretched is the rotation', () => {
    const size = 16;
    const rotation = directionsOf(size, size);
    const half = randomMatrix(64, size, 4);
    const stretch = products.between(transpose(half), transpose(half));
    const stretched = products.between(rotation, stretch);
    expect(furthest(polarFactor(stretched).values, rotation.values)).toBeLessThan(CLOSE);
  });
});

describe('iterative quantisation', () => {
  const size = 16;
  const uneven = randomMatrix(600, size, 5);
  uneven.values.forEach((value, index) => (uneven.values[index] = value / (1 + (index % size))));
  const fitted = iterativeQuantisation(products, principalDirections(products, uneven), size);

  it('looks along directions at right angles', () => {
    expect(
      furthest(products.between(fitted.directions, fitted.directions).values, axes(size, size).values),
    ).toBeLessThan(CLOSE);
  });

  it('copes with an axis along which no vector differs', () => {
    const flat = { ...uneven, values: uneven.values.map((value, index) => (index % size === 3 ? 0 : value)) };
    const { directions } = iterativeQuantisation(products, principalDirections(products, flat), size);
    expect(furthest(products.between(directions, directions).values, axes(size, size).values)).toBeLessThan(
      CLOSE,
    );
  });

  it('loses less by signs than directions that were not fitted', () => {
    const loss = (directions: Matrix): number => {
      const { values } = project(products, { centre: fitted.centre, directions }, uneven);
      const scale = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
      return values.reduce((sum, value) => sum + (Math.abs(value) - scale) ** 2, 0);
    };
    expect(loss(fitted.directions)).toBeLessThan(loss(axes(size, size)));
    expect(loss(fitted.directions)).toBeLessThan(loss(directionsOf(size, size)));
  });
});
