import { HeavyCoder } from '../../../src-main/embed/heavy/heavy-coder.ts';
import { transpose, type Matrix, type Products } from './products.ts';

/** Where a vector is looked at from, and along which directions: what a code rounds. */
export interface Projection {
  readonly centre: Float32Array;
  /** A row a lane. */
  readonly directions: Matrix;
}

/** Every vector's lanes: its distance from the centre along each direction. */
export function project(products: Products, { centre, directions }: Projection, vectors: Matrix): Matrix {
  const lanes = products.between(vectors, directions);
  const { values: offsets } = products.between({ values: centre, columns: centre.length }, directions);
  lanes.values.forEach((value, index) => (lanes.values[index] = value - offsets[index % lanes.columns]!));
  return lanes;
}

/** The fixed directions of the product's own coder: what it makes of each axis, turned. */
export function directionsOf(dimensions: number, bits: number): Matrix {
  const coder = new HeavyCoder(dimensions, bits);
  const seen = Array.from({ length: dimensions }, (_, axis) => {
    const unit = new Float32Array(dimensions);
    unit[axis] = 1;
    return coder.project(unit);
  });
  return transpose({ values: joined(seen), columns: bits });
}

/** The first axes as they are. */
export function axes(dimensions: number, count: number): Matrix {
  const values = new Float32Array(count * dimensions);
  for (let axis = 0; axis < count; axis += 1) values[axis * dimensions + axis] = 1;
  return { values, columns: dimensions };
}

function joined(rows: readonly Float32Array[]): Float32Array {
  const length = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, index) => values.set(row, index * length));
  return values;
}

/** Vectors as rows, each of length 1. */
export function unitRows(vectors: readonly (Int8Array | Float32Array)[]): Matrix {
  const rows = vectors.map((vector) => {
    const length = Math.hypot(...vector) || 1;
    return Float32Array.from(vector, (value) => value / length);
  });
  return { values: joined(rows), columns: rows[0]?.length ?? 0 };
}

/** Every second row, from the first or the second on. */
export function everySecond({ values, columns }: Matrix, first: 0 | 1): Matrix {
  const rows: Float32Array[] = [];
  for (let row = first; row < values.length / columns; row += 2)
    rows.push(values.subarray(row * columns, (row + 1) * columns));
  return { values: joined(rows), columns };
}
