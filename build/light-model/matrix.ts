/** Rows of 32-bit floats in one buffer. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;

  constructor(rows: number, columns: number, values = new Float32Array(rows * columns)) {
    if (values.length !== rows * columns)
      throw new RangeError(`${values.length} values are not ${rows} × ${columns}`);
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** A view, not a copy. */
  row(index: number): Float32Array {
    return this.values.subarray(index * this.columns, (index + 1) * this.columns);
  }

  copy(): Matrix {
    return new Matrix(this.rows, this.columns, this.values.slice());
  }
}

export function joinRows(above: Matrix, below: Matrix): Matrix {
  const values = new Float32Array(above.values.length + below.values.length);
  values.set(above.values);
  values.set(below.values, above.values.length);
  return new Matrix(above.rows + below.rows, above.columns, values);
}

export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index]! * right[index]!;
  return sum;
}

export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let index = 0; index < vector.length; index++) vector[index]! /= length;
  return vector;
}
