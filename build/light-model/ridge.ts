import { Matrix } from './matrix.ts';

export interface RidgeOptions {
  /** How strongly a token keeps to its start, in units of one snippet that holds nothing but the token. */
  readonly strength: number;
  readonly iterations: number;
}

/**
 * Ridge regression toward a start: the table E that minimises ‖A·E − Y‖² + strength·‖E − start‖², where a row of A·E is the
 * mean of a snippet's token vectors and Y holds the teacher's. Solved for all columns at once by conjugate gradient
 * (Hestenes and Stiefel, 1952) on the normal equations, of which A is never written down. Each token's row is scaled by
 * the diagonal (Jacobi's preconditioner): common tokens are a thousand times as frequent as rare ones, and without it 25
 * steps leave the cosine at .79 where 15 with it pass .83.
 */
export function fitTable(
  start: Matrix,
  sequences: readonly Uint16Array[],
  targets: Matrix,
  options: RidgeOptions,
): Matrix {
  const table = start.copy();
  const scaling = inverseDiagonal(start.rows, sequences, options.strength);
  const residual = residualOf(start, sequences, targets);
  const direction = scaleRows(residual, scaling);
  let lengths = columnDots(residual, direction);
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const image = normalProduct(direction, sequences, options.strength);
    const steps = divide(lengths, columnDots(direction, image));
    addColumns(table, steps, direction);
    addColumns(
      residual,
      steps.map((step) => -step),
      image,
    );
    const scaled = scaleRows(residual, scaling);
    const next = columnDots(residual, scaled);
    addColumns(scaled, divide(next, lengths), direction);
    direction.values.set(scaled.values);
    lengths = next;
  }
  return table;
}

/** Aᵀ·(Y − A·start): where the fit begins, the ridge's own term is 0. */
function residualOf(start: Matrix, sequences: readonly Uint16Array[], targets: Matrix): Matrix {
  const residual = new Matrix(start.rows, start.columns);
  const error = new Float32Array(start.columns);
  sequences.forEach((sequence, snippet) => {
    meanOfTokens(start, sequence, error);
    const target = targets.row(snippet);
    for (let column = 0; column < error.length; column++) error[column] = target[column]! - error[column]!;
    scatter(residual, sequence, error);
  });
  return residual;
}

/** (Aᵀ·A + strength)·x. */
function normalProduct(x: Matrix, sequences: readonly Uint16Array[], strength: number): Matrix {
  const product = new Matrix(
    x.rows,
    x.columns,
    x.values.map((value) => strength * value),
  );
  const mean = new Float32Array(x.columns);
  for (const sequence of sequences) {
    meanOfTokens(x, sequence, mean);
    scatter(product, sequence, mean);
  }
  return product;
}

function inverseDiagonal(rows: number, sequences: readonly Uint16Array[], strength: number): Float64Array {
  const diagonal = new Float64Array(rows).fill(strength);
  for (const sequence of sequences) {
    const counts = new Map<number, number>();
    for (const id of sequence) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, count] of counts) diagonal[id]! += (count / sequence.length) ** 2;
  }
  return diagonal.map((value) => 1 / value);
}

export function meanOfTokens(table: Matrix, sequence: Uint16Array, into: Float32Array): void {
  into.fill(0);
  const { values, columns } = table;
  for (const id of sequence) {
    const from = id * columns;
    for (let column = 0; column < columns; column++) into[column]! += values[from + column]!;
  }
  for (let column = 0; column < columns; column++) into[column]! /= Math.max(1, sequence.length);
}

function scatter(table: Matrix, sequence: Uint16Array, error: Float32Array): void {
  const { values, columns } = table;
  const share = 1 / Math.max(1, sequence.length);
  for (const id of sequence) {
    const from = id * columns;
    for (let column = 0; column < columns; column++) values[from + column]! += share * error[column]!;
  }
}

function columnDots(left: Matrix, right: Matrix): Float64Array {
  const sums = new Float64Array(left.columns);
  for (let row = 0, index = 0; row < left.rows; row++) {
    for (let column = 0; column < left.columns; column++, index++)
      sums[column]! += left.values[index]! * right.values[index]!;
  }
  return sums;
}

/** target += source, each column times its factor. */
function addColumns(target: Matrix, factors: Float64Array, source: Matrix): void {
  for (let row = 0, index = 0; row < target.rows; row++) {
    for (let column = 0; column < target.columns; column++, index++)
      target.values[index]! += factors[column]! * source.values[index]!;
  }
}

function scaleRows(matrix: Matrix, factors: Float64Array): Matrix {
  const scaled = matrix.copy();
  for (let row = 0, index = 0; row < matrix.rows; row++) {
    for (let column = 0; column < matrix.columns; column++, index++) scaled.values[index]! *= factors[row]!;
  }
  return scaled;
}

function divide(above: Float64Array, below: Float64Array): Float64Array {
  return above.map((value, column) => (below[column]! > 0 ? value / below[column]! : 0));
}
