/**
 * Solves A X = B in place by Cholesky's decomposition, B's rows becoming X's (Golub and Van Loan, Matrix Computations,
 * §4.2).
 * @param left `order` × `order`, positive definite, of which the lower half is read; what it held is gone afterwards
 * @param right `order` rows of any one length, one after the other
 */
export function solveSymmetric(left: Float64Array, right: Float64Array, order: number): void {
  decompose(left, order);
  const columns = right.length / order;
  const rowAt = (row: number): Float64Array => right.subarray(row * columns, (row + 1) * columns);
  for (let row = 0; row < order; row += 1) {
    for (let before = 0; before < row; before += 1)
      subtract(rowAt(row), rowAt(before), left[row * order + before]!);
    divide(rowAt(row), left[row * order + row]!);
  }
  for (let row = order - 1; row >= 0; row -= 1) {
    for (let behind = row + 1; behind < order; behind += 1)
      subtract(rowAt(row), rowAt(behind), left[behind * order + row]!);
    divide(rowAt(row), left[row * order + row]!);
  }
}

/** A = L Lᵀ: L in the place of the lower half. */
function decompose(matrix: Float64Array, order: number): void {
  for (let row = 0; row < order; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let value = matrix[row * order + column]!;
      for (let before = 0; before < column; before += 1)
        value -= matrix[row * order + before]! * matrix[column * order + before]!;
      matrix[row * order + column] =
        row === column ? Math.sqrt(value) : value / matrix[column * order + column]!;
    }
  }
}

function subtract(row: Float64Array, other: Float64Array, scale: number): void {
  for (let column = 0; column < row.length; column += 1) row[column]! -= scale * other[column]!;
}

function divide(row: Float64Array, by: number): void {
  for (let column = 0; column < row.length; column += 1) row[column]! /= by;
}
