import type { Matrix } from './products.ts';

const MOST_STEPS = 30;
/** Each step squares the error of the one before: after one this small nothing of a 32-bit float is left to do. */
const SMALL_STEP = 1e-4;

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

/** Gauss and Jordan's elimination in place, with the greatest of each column for a pivot. */
function inverseOf(matrix: Float64Array, size: number): Float64Array {
  const inverse = matrix.slice();
  const pivots: number[] = [];
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotOf(inverse, size, column);
    pivots.push(pivot);
    exchangeRows(inverse, size, column, pivot);
    eliminate(inverse, size, column);
  }
  // Rows that changed places are columns of the inverse that do, the last first.
  for (let column = size - 1; column >= 0; column -= 1)
    exchangeColumns(inverse, size, column, pivots[column]!);
  return inverse;
}

function pivotOf(matrix: Float64Array, size: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < size; row += 1)
    if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[best * size + column]!)) best = row;
  return best;
}

/** Takes the pivot's row, scaled, from every other; what a column no longer needs holds the inverse's. */
function eliminate(matrix: Float64Array, size: number, column: number): void {
  const pivotRow = matrix.subarray(column * size, (column + 1) * size);
  const factor = 1 / pivotRow[column]!;
  pivotRow[column] = 1;
  for (let at = 0; at < size; at += 1) pivotRow[at]! *= factor;
  for (let row = 0; row < size; row += 1) {
    if (row === column) continue;
    const share = matrix[row * size + column]!;
    matrix[row * size + column] = 0;
    for (let at = 0; at < size; at += 1) matrix[row * size + at]! -= share * pivotRow[at]!;
  }
}

function exchangeRows(matrix: Float64Array, size: number, row: number, other: number): void {
  if (row === other) return;
  const kept = matrix.slice(row * size, (row + 1) * size);
  matrix.copyWithin(row * size, other * size, (other + 1) * size);
  matrix.set(kept, other * size);
}

function exchangeColumns(matrix: Float64Array, size: number, column: number, other: number): void {
  if (column === other) return;
  for (let from = 0; from < size * size; from += size) {
    const kept = matrix[from + column]!;
    matrix[from + column] = matrix[from + other]!;
    matrix[from + other] = kept;
  }
}
