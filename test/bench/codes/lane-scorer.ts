import { bytesOf, type Codes } from './encode.ts';
import type { Quantiser } from './quantisers.ts';

const BYTE_VALUES = 256;

/**
 * Products of real numbers with codes (asymmetric distance; Jégou, Douze and Schmid, Product Quantization, 2011): a
 * table for each byte holds the sums of all its values, so that a byte costs one look-up.
 */
export class LaneScorer {
  readonly #tables: Float32Array;
  readonly #bytes: number;

  constructor(query: Float32Array, quantiser: Quantiser) {
    const aByte = 8 / quantiser.bits;
    this.#bytes = bytesOf({ quantiser, lanes: query.length });
    this.#tables = new Float32Array(this.#bytes * BYTE_VALUES);
    for (let byte = 0; byte < this.#bytes; byte += 1) {
      const table = this.#tables.subarray(byte * BYTE_VALUES, (byte + 1) * BYTE_VALUES);
      fillTable(table, query.subarray(byte * aByte, (byte + 1) * aByte), quantiser.values);
    }
  }

  scoreAt({ packed }: Codes, place: number): number {
    const from = place * this.#bytes;
    let sum = 0;
    for (let byte = 0; byte < this.#bytes; byte += 1)
      sum += this.#tables[byte * BYTE_VALUES + packed[from + byte]!]!;
    return sum;
  }

  scores(codes: Codes): Float32Array {
    const scores = new Float32Array(codes.packed.length / this.#bytes);
    for (let place = 0; place < scores.length; place += 1) scores[place] = this.scoreAt(codes, place);
    return scores;
  }
}

/** Every index of the next lane upon all of the lanes before it. */
function fillTable(table: Float32Array, query: Float32Array, values: Float32Array): void {
  let filled = 1;
  for (const lane of query) {
    for (let index = values.length - 1; index >= 0; index -= 1)
      for (let below = 0; below < filled; below += 1)
        table[index * filled + below] = table[below]! + lane * values[index]!;
    filled *= values.length;
  }
}
