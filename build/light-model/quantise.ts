import { Matrix } from './matrix.ts';

export interface QuantisedTable {
  readonly steps: Int8Array;
  /** What one step is worth, by dimension. */
  readonly scales: Float32Array;
}

const LARGEST_STEP = 127;
/** The few largest values are clipped: a finer step for all the others costs less than it wins. */
const KEPT_SHARE = 0.9995;

/** One scale a dimension and none a token, so that rows can be added as integers. */
export function quantiseTable(table: Matrix): QuantisedTable {
  const { rows, columns, values } = table;
  const scales = new Float32Array(columns);
  const steps = new Int8Array(values.length);
  for (let column = 0; column < columns; column++) {
    const sizes = Float32Array.from({ length: rows }, (_, row) =>
      Math.abs(values[row * columns + column]!),
    ).sort();
    const scale = sizes[Math.floor(KEPT_SHARE * (rows - 1))]! / LARGEST_STEP;
    scales[column] = scale;
    for (let row = 0; row < rows; row++)
      steps[row * columns + column] = clip(Math.round(values[row * columns + column]! / scale));
  }
  return { steps, scales };
}

/** The table a reader of the quantised one sees, for measuring. */
export function restoreTable(quantised: QuantisedTable): Matrix {
  const columns = quantised.scales.length;
  const values = Float32Array.from(
    quantised.steps,
    (step, index) => step * quantised.scales[index % columns]!,
  );
  return new Matrix(values.length / columns, columns, values);
}

function clip(step: number): number {
  return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
}
