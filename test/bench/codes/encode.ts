import type { Matrix } from './products.ts';
import { expectedWorth, type Quantiser } from './quantisers.ts';

/** Codes of equal length, one after the other. */
export interface Codes {
  readonly quantiser: Quantiser;
  readonly lanes: number;
  /** Every lane's index, the first lane lowest in its byte. */
  readonly packed: Uint8Array;
  /** Every lane's sign, likewise: what a scan reads. */
  readonly signs: Uint8Array;
  /** What each code is worth, where that is kept: a byte more a passage. */
  readonly worths: Float32Array | null;
}

/** All that is kept of a passage. */
export function bytesKept(codes: Codes): number {
  return bytesOf(codes) + (codes.worths === null ? 0 : 1);
}

/** Of lanes alone. */
export function bytesOf({ quantiser, lanes }: Pick<Codes, 'quantiser' | 'lanes'>): number {
  return (lanes * quantiser.bits) / 8;
}

/** Rounds every lane, told in `deviation`s. */
export function encode(
  lanes: Matrix,
  quantiser: Quantiser,
  { deviation, keepsWorths }: { readonly deviation: number; readonly keepsWorths: boolean },
): Codes {
  const { bits } = quantiser;
  const aByte = 8 / bits;
  const packed = new Uint8Array(lanes.values.length / aByte);
  const signs = new Uint8Array(lanes.values.length / 8);
  lanes.values.forEach((value, lane) => {
    const index = quantiser.indexOf(value / deviation);
    packed[Math.floor(lane / aByte)]! |= index << ((lane % aByte) * bits);
    signs[lane >> 3]! |= (index >> (bits - 1)) << (lane & 7);
  });
  const worths = keepsWorths ? worthsOf(lanes, quantiser, deviation) : null;
  return { quantiser, lanes: lanes.columns, packed, signs, worths };
}

/** Steps of a worth that is kept in a byte; worths of unit vectors lie near 1. */
const WORTH_STEPS = 128;

/**
 * The product of each vector with its own code, 1 in the mean: products with the code are divided by it, which takes
 * away what codes that fit well seem nearer than others (Gao and Long, RaBitQ, SIGMOD 2024).
 */
function worthsOf({ values, columns }: Matrix, quantiser: Quantiser, deviation: number): Float32Array {
  const expected = expectedWorth(quantiser);
  return Float32Array.from({ length: values.length / columns }, (_, row) => {
    let sum = 0;
    for (let lane = row * columns; lane < (row + 1) * columns; lane += 1) {
      const value = values[lane]! / deviation;
      sum += value * quantiser.values[quantiser.indexOf(value)]!;
    }
    const step = Math.round((sum / columns / expected) * WORTH_STEPS);
    return Math.max(1, Math.min(255, step)) / WORTH_STEPS;
  });
}
