import type { Matrix } from './products.ts';

const MOST_STEPS = 30;
/** The iteration doubles its digits at every step, so that the one after this small a step changes nothing. */
const SMALL_STEP = 1e-7;

/**
 * The orthogonal matrix nearest to a square one (the solution of Procrustes' problem) by Newton's iteration, each step
 * scaled by the norms (Higham, Computing the Polar Decomposition, 1986).
 */
export function polarFactor({ values, columns: size }: Matrix): Matrix {
  let current = Float64Array.from(values);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const inverse = inverseOf(current, size);
    const scale = Math.sqrt(normOf(inverse) / normOf(current));
    const next = current.map((value, index) => {
      const mirrored = inverse[(index % size) * size + Math.floor(index / size)]!;
      return (scale * value + mirrored / scale) / 2;
    });
    const moved = normOf(next.map((value, index) => value - current[index]!));
    current = next;
    if (moved <= SMALL_STEP * normOf(current)) break;
  }
  return { values: Float32Array.from(current), columns: size };
}

function normOf(values: Float64Array): number {
  let square = 0;
  for (const value of values) square += value * value;
  return Math.sqrt(square);
}

/** Gauss and Jordan's elimination with the greatest of each column for a pivot; pairs of rows change places in both. */
export function inverseOf(matrix: Float64Array, size: number): Float64Array {
  const left = matrix.slice();
  const right = new Float64Array(size * size);
  for (let axis = 0; axis < size; axis += 1) right[axis * size + axis] = 1;
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotOf(left, size, column);
    for (const side of [left, right]) exchangeRows(side, size, column, pivot);
    const factor = 1 / left[column * size + column]!;
    for (const side of [left, right]) scaleRow(side, size, column, factor);
    for (let row = 0; row < size; row += 1) {
      const share = row === column ? 0 : left[row * size + column]!;
      if (share === 0) continue;
      subtractRow(left, size, { row, from: column, share });
      subtractRow(right, size, { row, from: column, share });
    }
  }
  return right;
}

function pivotOf(matrix: Float64Array, size: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < size; row += 1)
    if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[best * size + column]!)) best = row;
  return best;
}

function exchangeRows(matrix: Float64Array, size: number, row: number, other: number): void {
  if (row === other) return;
  const kept = matrix.slice(row * size, (row + 1) * size);
  matrix.copyWithin(row * size, other * size, (other + 1) * size);
  matrix.set(kept, other * size);
}

function scaleRow(matrix: Float64Array, size: number, row: number, factor: number): void {
  for (let at = row * size; at < (row + 1) * size; at += 1) matrix[at]! *= factor;
}

function subtractRow(
  matrix: Float64Array,
  size: number,
  { row, from, share }: { readonly row: number; readonly from: number; readonly share: number },
): void {
  for (let column = 0; column < size; column += 1)
    matrix[row * size + column]! -= share * matrix[from * size + column]!;
}
