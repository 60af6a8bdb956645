/**
 * Solves A X = B in place by Cholesky's decomposition, B's rows becoming X's (Golub and Van Loan, Matrix Computations,
 * §4.2).
 * @param left `order` × `order`, positive definite, of which the lower half is read; what it held is gone afterwards
 * @param right `order` rows of any one length, one after the other
 */
export function solveSymmetric(left: Float64Array, right: Float64Array, order: number): void {
  decompose(left, order);
  const columns = right.length / order;
  for (let row = 0; row < order; row += 1) {
    for (let before = 0; before < row; before += 1)
      subtract(right, row, before, left[row * order + before]!, columns);
    divide(right, row, left[row * order + row]!, columns);
  }
  for (let row = order - 1; row >= 0; row -= 1) {
    for (let behind = row + 1; behind < order; behind += 1)
      subtract(right, row, behind, left[behind * order + row]!, columns);
    divide(right, row, left[row * order + row]!, columns);
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

function subtract(rows: Float64Array, from: number, other: number, scale: number, columns: number): void {
  const [into, of] = [from * columns, other * columns];
  for (let column = 0; column < columns; column += 1) rows[into + column]! -= scale * rows[of + column]!;
}

function divide(rows: Float64Array, row: number, by: number, columns: number): void {
  for (let column = row * columns; column < (row + 1) * columns; column += 1) rows[column]! /= by;
}
