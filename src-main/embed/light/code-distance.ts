import { LIGHT_DIMENSIONS } from './light-manifest.ts';

export const CODE_BYTES = LIGHT_DIMENSIONS / 8;
const CODE_WORDS = CODE_BYTES / 4;
const BYTE_VALUES = 256;

/** Bits that differ between code `left` of one array and code `right` of another; arrays of 8 words a code. */
export function hammingDistance(
  lefts: Uint32Array,
  left: number,
  rights: Uint32Array,
  right: number,
): number {
  let distance = 0;
  for (let word = 0; word < CODE_WORDS; word++)
    distance += popcount(lefts[left * CODE_WORDS + word]! ^ rights[right * CODE_WORDS + word]!);
  return distance;
}

/** Set bits of 32, added in parallel (Warren, Hacker's Delight, 5-1). */
function popcount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Scores a real-valued query against bit codes: the cosine between the centred query and the code read as ±1, so real
 * numbers on one side only (asymmetric distance; Jégou, Douze and Schmid, Product Quantization, 2011). A table for each
 * of the 32 bytes holds the sums of all its 256 values, so a code costs 32 look-ups.
 */
export class CodeScorer {
  private readonly tables = new Float32Array(CODE_BYTES * BYTE_VALUES);

  constructor(query: Float32Array, centre: Float32Array) {
    const centred = query.map((value, dimension) => value - centre[dimension]!);
    const length = Math.hypot(...centred) * Math.sqrt(LIGHT_DIMENSIONS) || 1;
    for (let byte = 0; byte < CODE_BYTES; byte++) {
      const values = centred.subarray(byte * 8, byte * 8 + 8).map((value) => value / length);
      fillTable(this.tables.subarray(byte * BYTE_VALUES, (byte + 1) * BYTE_VALUES), values);
    }
  }

  /** The score of code `place` of an array of codes. */
  scoreAt(codes: Uint8Array, place: number): number {
    const { tables } = this;
    const from = place * CODE_BYTES;
    let even = 0;
    let odd = 0;
    for (let byte = 0; byte < CODE_BYTES; byte += 2) {
      even += tables[byte * BYTE_VALUES + codes[from + byte]!]!;
      odd += tables[(byte + 1) * BYTE_VALUES + codes[from + byte + 1]!]!;
    }
    return even + odd;
  }

  /** Fills `scores[i]` with the score of code i, for the first `count` codes. */
  score(codes: Uint8Array, scores: Float32Array, count = codes.length / CODE_BYTES): void {
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
