import { compileKernel, type Kernel } from './kernel.ts';

/** AssemblyScript: dot products of rows, four rows of the right at a time. */
const SOURCE = `
function total(lanes: v128): f32 {
  return f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1)
    + f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3)
}
export function products(left: usize, leftRows: usize, right: usize, rightRows: usize, bytes: usize, out: usize): void {
  for (let row: usize = 0; row < leftRows; row++, left += bytes) {
    let other = right
    for (let column: usize = 0; column < rightRows; column += 4, other += 4 * bytes, out += 16) {
      let a = f32x4.splat(0), b = a, c = a, d = a
      for (let lane: usize = 0; lane < bytes; lane += 16) {
        const value = v128.load(left + lane)
        const at = other + lane
        a = f32x4.add(a, f32x4.mul(value, v128.load(at)))
        b = f32x4.add(b, f32x4.mul(value, v128.load(at + bytes)))
        c = f32x4.add(c, f32x4.mul(value, v128.load(at + 2 * bytes)))
        d = f32x4.add(d, f32x4.mul(value, v128.load(at + 3 * bytes)))
      }
      v128.store(out, f32x4(total(a), total(b), total(c), total(d)))
    }
  }
}`;

/** Room for a block of rows of either side. */
const SIDE_BYTES = 16 << 20;
const MOST_ROWS = 512;
const OUT_BYTES = MOST_ROWS * MOST_ROWS * 4;

/** Rows of equal length, one after the other. */
export interface Matrix {
  readonly values: Float32Array;
  readonly columns: number;
}

export function rowsOf({ values, columns }: Matrix): number {
  return values.length / columns;
}

/** Dot products of many rows with many, in 32-bit floats: all that the benchmark multiplies. */
export class Products {
  readonly #kernel: Kernel;
  readonly #floats: Float32Array;

  private constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#floats = new Float32Array(kernel.memory);
  }

  static async load(): Promise<Products> {
    return new Products(await compileKernel(SOURCE, 2 * SIDE_BYTES + OUT_BYTES));
  }

  /** Every row of the left with every row of the right, a row of the answer for each of the left. */
  between(left: Matrix, right: Matrix): Matrix {
    const columns = rowsOf(right);
    const values = new Float32Array(rowsOf(left) * columns);
    const stride = Math.ceil(left.columns / 4) * 4;
    // Whole groups of four, for the kernel takes four rows at once.
    const block = Math.min(MOST_ROWS, Math.floor(SIDE_BYTES / (16 * stride)) * 4);
    for (let column = 0; column < columns; column += block) {
      const width = this.#place(right, { from: column, count: block, stride, at: SIDE_BYTES });
      for (let row = 0; row < rowsOf(left); row += block) {
        const height = this.#place(left, { from: row, count: block, stride, at: 0 });
        const padded = Math.ceil(width / 4) * 4;
        this.#kernel.exports['products']?.(0, height, SIDE_BYTES, padded, stride * 4, 2 * SIDE_BYTES);
        for (let each = 0; each < height; each += 1) {
          const from = (2 * SIDE_BYTES) / 4 + each * padded;
          values.set(this.#floats.subarray(from, from + width), (row + each) * columns + column);
        }
      }
    }
    return { values, columns };
  }

  /** Copies rows to the kernel's memory, each filled up with zeros; answers how many there were. */
  #place(
    { values, columns }: Matrix,
    { from, count, stride, at }: { from: number; count: number; stride: number; at: number },
  ): number {
    const rows = Math.min(count, values.length / columns - from);
    this.#floats.fill(0, at / 4, at / 4 + rows * stride);
    for (let row = 0; row < rows; row += 1) {
      const start = (from + row) * columns;
      this.#floats.set(values.subarray(start, start + columns), at / 4 + row * stride);
    }
    return rows;
  }
}

export function transpose({ values, columns }: Matrix): Matrix {
  const rows = values.length / columns;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      turned[column * rows + row] = values[row * columns + column]!;
  return { values: turned, columns: rows };
}

/** The mean of rows. */
export function meanOf(matrix: Matrix): Float32Array {
  const sums = new Float64Array(matrix.columns);
  matrix.values.forEach((value, index) => (sums[index % matrix.columns]! += value));
  return Float32Array.from(sums, (sum) => sum / rowsOf(matrix));
}
