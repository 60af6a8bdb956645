import { addTo, lengthOf } from './vector.ts';

const LARGEST = 127;

/**
 * The direction of a document: the mean of its passages' directions, of which the one at place p counts 1 / (1 + p), for
 * a document says first what it is about.
 */
export class DocumentMean {
  readonly #sum: Float32Array;
  #place = 0;

  constructor(dimensions: number) {
    this.#sum = new Float32Array(dimensions);
  }

  /** The next passage's vector, of any length. */
  add(vector: ArrayLike<number>): void {
    addTo(this.#sum, vector, 1 / ((1 + this.#place) * (lengthOf(vector) || 1)));
    this.#place += 1;
  }

  /** In int8, the largest value 127; all zeros where no passage says anything. */
  rounded(): Int8Array {
    const largest = this.#sum.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    return Int8Array.from(this.#sum, (value) => Math.round((value / largest) * LARGEST));
  }
}
