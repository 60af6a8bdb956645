import { seededRandom } from '../../helpers/random.ts';
import { greatest } from './exact.ts';
import { rowsOf, type Matrix, type Products } from './products.ts';

const SEED = 20_261_122;
/** Noise is as long as the second vector it is added to: less, and drawn passages have two real ones as near. */
const NOISE = 1;
/** Rows at once, so that their cosines with all others stay small. */
const ROWS_AT_ONCE = 500;

/** The cosine of each row with the nearest other one, where the rows are among the others. */
export function nearestCosines(products: Products, rows: Matrix, among: Matrix): Float32Array {
  const found = new Float32Array(rowsOf(rows));
  for (let from = 0; from < found.length; from += ROWS_AT_ONCE) {
    const block = rows.values.subarray(from * rows.columns, (from + ROWS_AT_ONCE) * rows.columns);
    const { values: cosines, columns } = products.between({ ...rows, values: block }, among);
    for (let row = 0; row * columns < cosines.length; row += 1) {
      // The greatest is the row itself.
      const [, nearest] = greatest(cosines.subarray(row * columns, (row + 1) * columns), 2);
      found[from + row] = cosines[row * columns + (nearest ?? 0)]!;
    }
  }
  return found;
}

/**
 * Draws unit vectors as near to a real one as real ones are to each other: from a real vector towards another one and
 * noise, turned until the cosine to the first is one that was met among real vectors.
 */
export class DrawnPool {
  readonly #real: Matrix;
  readonly #cosines: Float32Array;
  readonly #random = seededRandom(SEED);

  constructor(real: Matrix, cosines: Float32Array) {
    this.#real = real;
    this.#cosines = cosines;
  }

  /** Around any of the real ones. */
  draw(count: number): Matrix {
    return this.drawAround(Array.from({ length: count }, () => this.#any()));
  }

  /** One vector around each of these rows. */
  drawAround(rows: readonly number[]): Matrix {
    const { columns } = this.#real;
    const values = new Float32Array(rows.length * columns);
    rows.forEach((row, place) => {
      this.#drawInto(values.subarray(place * columns, (place + 1) * columns), this.#row(row));
    });
    return { values, columns };
  }

  #drawInto(into: Float32Array, from: Float32Array): void {
    const towards = this.#row(this.#any());
    const cosine = this.#cosines[this.#below(this.#cosines.length)]!;
    // Uniform numbers have a variance of a twelfth.
    const noise = NOISE * Math.sqrt(12 / into.length);
    for (let lane = 0; lane < into.length; lane += 1)
      into[lane] = towards[lane]! + noise * (this.#random() - 0.5);
    const along = dot(into, from);
    for (let lane = 0; lane < into.length; lane += 1) into[lane]! -= along * from[lane]!;
    const length = Math.sqrt(dot(into, into)) || 1;
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    for (let lane = 0; lane < into.length; lane += 1)
      into[lane] = cosine * from[lane]! + (sine * into[lane]!) / length;
  }

  #any(): number {
    return this.#below(rowsOf(this.#real));
  }

  #row(row: number): Float32Array {
    return this.#real.values.subarray(row * this.#real.columns, (row + 1) * this.#real.columns);
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let lane = 0; lane < left.length; lane += 1) sum += left[lane]! * right[lane]!;
  return sum;
}
