/** Rounds over all pairs of axes; six to ten leave nothing off the diagonal. */
const SWEEPS = 12;
/** What is this small beside the diagonal is nothing: the covariance itself comes in 32-bit floats. */
const NOTHING = 1e-9;

/** A symmetric matrix being turned until it is diagonal, and the turns so far. */
interface Turning {
  readonly matrix: Float64Array;
  readonly axes: Float64Array;
  readonly size: number;
}

/** Eigenvectors (rows) and eigenvalues of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5). */
export function eigen(symmetric: Float64Array, size: number): { axes: Float64Array; values: Float64Array } {
  const matrix = symmetric.slice();
  const axes = new Float64Array(size * size);
  for (let axis = 0; axis < size; axis += 1) axes[axis * size + axis] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) turnAllPairs({ matrix, axes, size });
  return { axes, values: Float64Array.from({ length: size }, (_, axis) => matrix[axis * (size + 1)]!) };
}

function turnAllPairs(turning: Turning): void {
  const { matrix, size } = turning;
  for (let left = 0; left < size; left += 1)
    for (let right = left + 1; right < size; right += 1) {
      const scale = Math.sqrt(Math.abs(matrix[left * (size + 1)]! * matrix[right * (size + 1)]!));
      if (Math.abs(matrix[left * size + right]!) > NOTHING * scale) turnPair(turning, left, right);
    }
}

/** Turns two axes so that nothing is left between them. */
function turnPair({ matrix, axes, size }: Turning, left: number, right: number): void {
  const between = matrix[left * size + right]!;
  const half = (matrix[right * (size + 1)]! - matrix[left * (size + 1)]!) / (2 * between);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(1, half));
  const cosine = 1 / Math.hypot(1, tangent);
  const turn = { cosine, sine: tangent * cosine };
  turnRows(matrix, size, [left, right], turn);
  // Symmetric before and after: the columns are what the rows have become, turned the same way.
  turnColumns(matrix, size, [left, right], turn);
  turnRows(axes, size, [left, right], turn);
}

interface Turn {
  readonly cosine: number;
  readonly sine: number;
}

type Pair = readonly [left: number, right: number];

function turnRows(matrix: Float64Array, size: number, [left, right]: Pair, { cosine, sine }: Turn): void {
  for (let column = 0; column < size; column += 1) {
    const first = matrix[left * size + column]!;
    const second = matrix[right * size + column]!;
    matrix[left * size + column] = cosine * first - sine * second;
    matrix[right * size + column] = sine * first + cosine * second;
  }
}

function turnColumns(matrix: Float64Array, size: number, [left, right]: Pair, { cosine, sine }: Turn): void {
  for (let row = 0; row < size * size; row += size) {
    const first = matrix[row + left]!;
    const second = matrix[row + right]!;
    matrix[row + left] = cosine * first - sine * second;
    matrix[row + right] = sine * first + cosine * second;
  }
}
