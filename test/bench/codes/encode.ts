import type { Matrix } from './products.ts';
import type { Quantiser } from './quantisers.ts';

/** Codes of equal length, one after the other. */
export interface Codes {
  readonly quantiser: Quantiser;
  readonly lanes: number;
  /** Every lane's index, the first lane lowest in its byte. */
  readonly packed: Uint8Array;
  /** Every lane's sign, likewise: what a scan reads. */
  readonly signs: Uint8Array;
}

export function bytesOf({ quantiser, lanes }: Pick<Codes, 'quantiser' | 'lanes'>): number {
  return (lanes * quantiser.bits) / 8;
}

/** Rounds every lane, told in `deviation`s. */
export function encode(lanes: Matrix, quantiser: Quantiser, deviation: number): Codes {
  const { bits } = quantiser;
  const aByte = 8 / bits;
  const packed = new Uint8Array(lanes.values.length / aByte);
  const signs = new Uint8Array(lanes.values.length / 8);
  lanes.values.forEach((value, lane) => {
    const index = quantiser.indexOf(value / deviation);
    packed[Math.floor(lane / aByte)]! |= index << ((lane % aByte) * bits);
    signs[lane >> 3]! |= (index >> (bits - 1)) << (lane & 7);
  });
  return { quantiser, lanes: lanes.columns, packed, signs };
}
