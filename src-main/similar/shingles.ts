import { mixed, passingHashes } from './word-hashes.ts';

/** Words a shingle: of fewer every text has many in common with every other, of more a single edit spoils too many. */
const WORDS = 3;
/** Of fewer shingles nothing follows: two notes of a line each are alike by chance. */
export const FEWEST_SHINGLES = 16;
/** From here on half in common is no accident. */
const SHORT = 60;
export const NEAR = 0.5;
const NEAR_WHERE_SHORT = 0.7;

/** The runs of three words of a text as numbers, ascending, each once (Broder, "On the resemblance and containment of documents", 1997). */
export function shinglesOf(text: string): Uint32Array {
  return distinct(allShingles(text).sort());
}

/** As they stand, each as often as it does. */
export function allShingles(text: string): Uint32Array {
  const hashes = passingHashes(text);
  if (hashes.length < WORDS) return new Uint32Array(0);
  const shingles = new Uint32Array(hashes.length - WORDS + 1);
  for (let at = 0; at < shingles.length; at += 1)
    shingles[at] = mixed(
      Math.imul(hashes[at]!, 0x9e3779b1) ^ Math.imul(hashes[at + 1]!, 0x7feb352d) ^ hashes[at + 2]!,
    );
  return shingles;
}

/** How much two sets of shingles have in common. */
export interface Resemblance {
  /** Of all shingles of both the share that both hold: Jaccard's. */
  readonly both: number;
  /** The share of the left one's shingles that the right one holds, and the other way. */
  readonly ofLeft: number;
  readonly ofRight: number;
  /** Of the smaller set. */
  readonly shingles: number;
}

/** Two sets of shingles that are more alike than not; of short texts, where a line makes the difference, much more. */
export function isNear({ both, shingles }: Resemblance): boolean {
  return shingles >= FEWEST_SHINGLES && both >= (shingles < SHORT ? NEAR_WHERE_SHORT : NEAR);
}

export function resemblance(left: Uint32Array, right: Uint32Array): Resemblance {
  let [at, other, shared] = [0, 0, 0];
  while (at < left.length && other < right.length) {
    const difference = left[at]! - right[other]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return {
    both: shared / (left.length + right.length - shared || 1),
    ofLeft: shared / (left.length || 1),
    ofRight: shared / (right.length || 1),
    shingles: Math.min(left.length, right.length),
  };
}

function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < sorted.length; at += 1)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!;
  return sorted.slice(0, count);
}
