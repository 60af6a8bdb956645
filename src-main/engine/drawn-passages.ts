import { HASH_BYTES } from '../storage/content.ts';

/** A random part of all passages. */
export interface Draw {
  /** How much of them, 0…1. */
  readonly share: number;
  /** Another seed draws others; of one seed a greater share holds every smaller one. */
  readonly seed: number;
}

const NUMBERS = 2 ** 32;

/**
 * Whether a passage is drawn. The hash of its text decides, so that the same are drawn on every machine, and passages of
 * one text together: they share a vector.
 */
export function isDrawn(hash: Uint8Array, { share, seed }: Draw): boolean {
  const first = new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getUint32(0, true);
  return scatter(first ^ scatter(seed)) / NUMBERS < share;
}

/** How much of a document is drawn: of its passages, each drawn on its own, that many; `hashes` holds theirs in a row. */
export function drawnShare(hashes: Uint8Array, draw: Draw): number {
  const count = hashes.length / HASH_BYTES;
  let drawn = 0;
  for (let passage = 0; passage < count; passage += 1)
    if (isDrawn(hashes.subarray(passage * HASH_BYTES, (passage + 1) * HASH_BYTES), draw)) drawn += 1;
  return count === 0 ? 0 : drawn / count;
}

/** Every bit of a number in every bit of another (the finaliser of MurmurHash3). */
function scatter(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
