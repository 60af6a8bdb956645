import { Matrix, dot } from './matrix.ts';

/** An affine map to fewer dimensions: (x − mean) · axesᵀ. */
export interface Projection {
  readonly mean: Float32Array;
  /** One axis a row, orthonormal, the widest first: the first n dimensions are the best n (Matryoshka order). */
  readonly axes: Matrix;
}

/** Principal component analysis by the eigenvectors of the covariance matrix. */
export function fitProjection(vectors: Matrix, dimensions: number): Projection {
  const mean = meanRow(vectors);
  const covariance = covarianceOf(vectors, mean);
  const { values, axes } = eigenvectors(covariance);
  const order = Array.from(values.keys())
    .sort((left, right) => values[right]! - values[left]!)
    .slice(0, dimensions);
  const chosen = new Matrix(dimensions, vectors.columns);
  order.forEach((axis, row) => chosen.row(row).set(axes.row(axis)));
  return { mean, axes: chosen };
}

export function project(vectors: Matrix, projection: Projection): Matrix {
  const { mean, axes } = projection;
  const projected = new Matrix(vectors.rows, axes.rows);
  for (let row = 0; row < vectors.rows; row++) {
    const centred = vectors.row(row).map((value, column) => value - mean[column]!);
    const target = projected.row(row);
    for (let axis = 0; axis < axes.rows; axis++) target[axis] = dot(centred, axes.row(axis));
  }
  return projected;
}

export function meanRow(vectors: Matrix): Float32Array {
  const sum = new Float64Array(vectors.columns);
  for (let row = 0; row < vectors.rows; row++)
    vectors.row(row).forEach((value, column) => (sum[column]! += value));
  return Float32Array.from(sum, (value) => value / vectors.rows);
}

function covarianceOf(vectors: Matrix, mean: Float32Array): Matrix {
  const size = vectors.columns;
  const covariance = new Matrix(size, size);
  for (let row = 0; row < vectors.rows; row++) {
    const centred = vectors.row(row).map((value, column) => value - mean[column]!);
    for (let left = 0; left < size; left++) {
      const factor = centred[left]! / vectors.rows;
      const target = covariance.row(left);
      for (let right = 0; right <= left; right++) target[right]! += factor * centred[right]!;
    }
  }
  for (let left = 0; left < size; left++)
    for (let right = 0; right < left; right++) covariance.row(right)[left] = covariance.row(left)[right]!;
  return covariance;
}

const SWEEPS = 12;

/** Jacobi's rotations: slow for large matrices, a few seconds for 384, and the same on every machine. */
function eigenvectors(symmetric: Matrix): { values: Float64Array; axes: Matrix } {
  const size = symmetric.rows;
  const matrix = Float64Array.from(symmetric.values);
  const axes = Float64Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let first = 0; first < size; first++) {
      for (let second = first + 1; second < size; second++) turnPlane(matrix, axes, { size, first, second });
    }
  }
  const values = Float64Array.from({ length: size }, (_, index) => matrix[index * size + index]!);
  return { values, axes: new Matrix(size, size, Float32Array.from(axes)) };
}

interface Plane {
  readonly size: number;
  readonly first: number;
  readonly second: number;
}

/** Turns the plane of two axes so that their covariance is 0 (Golub and Van Loan, Matrix Computations, 8.5). */
function turnPlane(matrix: Float64Array, axes: Float64Array, { size, first, second }: Plane): void {
  const off = matrix[first * size + second]!;
  if (Math.abs(off) < 1e-15) return;
  const tau = (matrix[second * size + second]! - matrix[first * size + first]!) / (2 * off);
  const tangent = Math.sign(tau || 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, left: number, right: number): void => {
    const old = values[left]!;
    values[left] = cosine * old - sine * values[right]!;
    values[right] = sine * old + cosine * values[right]!;
  };
  for (let index = 0; index < size; index++) turn(matrix, index * size + first, index * size + second);
  for (let index = 0; index < size; index++) turn(matrix, first * size + index, second * size + index);
  for (let index = 0; index < size; index++) turn(axes, first * size + index, second * size + index);
}
