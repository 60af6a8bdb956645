import { denseScores, rowWidth, VECTORS_AT_ONCE, type DenseScores } from '../lib/dense-scores.ts';
import { lengthOf } from '../lib/vector.ts';
import { Memory } from '../lib/web-assembly.ts';

const PAGE = 65_536;
const FLOAT_BYTES = 4;
const QUERY_BYTES = 2;

/** Cosines of the vectors of two documents, each with each: a kernel's work, for two long ones have thousands of pairs. */
export class CosineTable {
  readonly #most: number;
  readonly #width: number;
  readonly #queries: Int16Array;
  readonly #factors: Float32Array;
  readonly #scales: Float32Array;
  readonly #scores: Float32Array;
  readonly #rows: Int8Array;
  readonly #kernel: DenseScores;
  #lefts: readonly Int8Array[] = [];

  /** @param most vectors of one document; a multiple of 4 */
  constructor(dimensions: number, most: number) {
    const width = rowWidth(dimensions);
    const queries = most * width * QUERY_BYTES;
    const floats = most * FLOAT_BYTES;
    const rows = queries + 2 * floats + most * floats;
    const memory = new Memory({ initial: Math.ceil((rows + most * width) / PAGE) });
    const { buffer } = memory;
    this.#most = most;
    this.#width = width;
    this.#queries = new Int16Array(buffer, 0, most * width);
    this.#factors = new Float32Array(buffer, queries, most);
    this.#scales = new Float32Array(buffer, queries + floats, most);
    this.#scores = new Float32Array(buffer, queries + 2 * floats, most * most);
    this.#rows = new Int8Array(buffer, rows, most * width);
    this.#kernel = denseScores(memory);
  }

  /**
   * The cosine of a left and a right vector by their places; good until the next call. The same lefts again cost nothing.
   */
  of(lefts: readonly Int8Array[], rights: readonly Int8Array[]): (left: number, right: number) => number {
    if (lefts !== this.#lefts) this.#ask(lefts);
    rights.forEach((vector, place) => {
      this.#rows.set(vector, place * this.#width);
      this.#scales[place] = 1 / (lengthOf(vector) || 1);
    });
    for (let from = 0; from < lefts.length; from += VECTORS_AT_ONCE) this.#score(from, rights.length);
    const [scores, most] = [this.#scores, this.#most];
    return (left, right) => scores[left * most + right]!;
  }

  #ask(lefts: readonly Int8Array[]): void {
    this.#lefts = lefts;
    // What is beyond them is compared with them, four at once, and comes to nothing.
    this.#factors.fill(0);
    lefts.forEach((vector, place) => {
      this.#queries.set(vector, place * this.#width);
      this.#factors[place] = 1 / (lengthOf(vector) || 1);
    });
  }

  /** Four of the lefts, with as many rights. */
  #score(from: number, count: number): void {
    const floats = this.#most * FLOAT_BYTES;
    this.#kernel.scoreFour(
      this.#rows.byteOffset,
      this.#scales.byteOffset,
      count,
      this.#width,
      this.#queries.byteOffset + from * this.#width * QUERY_BYTES,
      this.#factors.byteOffset + from * FLOAT_BYTES,
      this.#scores.byteOffset + from * floats,
      floats,
    );
  }
}
