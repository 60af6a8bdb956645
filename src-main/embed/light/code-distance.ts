import { LIGHT_DIMENSIONS } from './light-manifest.ts';

export const CODE_BYTES = LIGHT_DIMENSIONS / 8;
const BYTE_VALUES = 256;

/**
 * Sums over the bits of codes: of each bit its value, taken away where the bit is not set (asymmetric distance; Jégou,
 * Douze and Schmid, Product Quantization, 2011). A table for each byte of a code holds the sums of all its 256 values,
 * so a byte costs a look-up.
 */
export class ByteSums {
  private readonly tables: Float32Array;
  /** Bytes of a code, an even number. */
  private readonly width: number;

  /** @param values of each bit of a code, the lowest bit of a byte first */
  constructor(values: Float32Array) {
    this.width = values.length / 8;
    this.tables = new Float32Array(this.width * BYTE_VALUES);
    for (let byte = 0; byte < this.width; byte++)
      fillTable(
        this.tables.subarray(byte * BYTE_VALUES, (byte + 1) * BYTE_VALUES),
        values.subarray(byte * 8, byte * 8 + 8),
      );
  }

  /** The sum of code `place` of an array of codes. */
  at(codes: Uint8Array, place: number): number {
    const { tables, width } = this;
    const from = place * width;
    let even = 0;
    let odd = 0;
    for (let byte = 0; byte < width; byte += 2) {
      even += tables[byte * BYTE_VALUES + codes[from + byte]!]!;
      odd += tables[(byte + 1) * BYTE_VALUES + codes[from + byte + 1]!]!;
    }
    return even + odd;
  }
}

/** Scores a real-valued query against bit codes: the cosine between the centred query and the code read as ±1. */
export class CodeScorer {
  private readonly sums: ByteSums;
  private readonly width: number;

  /** @param centre where the bits of codes turn; null for zero */
  constructor(query: Float32Array, centre: Float32Array | null) {
    this.width = query.length / 8;
    const centred = centre === null ? query : query.map((value, dimension) => value - centre[dimension]!);
    const length = Math.hypot(...centred) * Math.sqrt(query.length) || 1;
    this.sums = new ByteSums(centred.map((value) => value / length));
  }

  /** The score of code `place` of an array of codes. */
  scoreAt(codes: Uint8Array, place: number): number {
    return this.sums.at(codes, place);
  }

  /** Fills `scores[i]` with the score of code i, for the first `count` codes. */
  score(codes: Uint8Array, scores: Float32Array, count = codes.length / this.width): void {
    for (let place = 0; place < count; place++) scores[place] = this.scoreAt(codes, place);
  }
}

/** The score of every byte, each from the one that lacks its lowest bit. */
function fillTable(table: Float32Array, values: Float32Array): void {
  table[0] = -values.reduce((sum, value) => sum + value, 0);
  for (let byte = 1; byte < BYTE_VALUES; byte++) {
    const lowest = 31 - Math.clz32(byte & -byte);
    table[byte] = table[byte & (byte - 1)]! + 2 * values[lowest]!;
  }
}
