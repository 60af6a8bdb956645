import { dot, Matrix } from './matrix.ts';
import { meanOfTokens } from './ridge.ts';

/** Smooth inverse frequency: a / (a + p(token)); Arora, Liang and Ma, "A simple but tough-to-beat baseline", 2017. */
const A = 1e-3;

export function weighTokens(table: Matrix, sequences: readonly Uint16Array[]): Matrix {
  const counts = new Float64Array(table.rows);
  for (const sequence of sequences) for (const id of sequence) counts[id]!++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weighted = table.copy();
  counts.forEach((count, id) => {
    const row = weighted.row(id);
    const weight = A / (A + count / total);
    for (let column = 0; column < row.length; column++) row[column]! *= weight;
  });
  return weighted;
}

/** The table times the one number that brings means of its rows nearest to the targets. */
export function scaleToTargets(table: Matrix, sequences: readonly Uint16Array[], targets: Matrix): Matrix {
  const mean = new Float32Array(table.columns);
  let along = 0;
  let length = 0;
  sequences.forEach((sequence, row) => {
    meanOfTokens(table, sequence, mean);
    along += dot(mean, targets.row(row));
    length += dot(mean, mean);
  });
  const factor = along / length;
  return new Matrix(
    table.rows,
    table.columns,
    table.values.map((value) => value * factor),
  );
}
