import { mixed } from './word-hashes.ts';

/** Values of a sketch, 16 bits each. */
export const SKETCH_VALUES = 126;
/** Values that must agree together for two documents to be compared: pairs half alike are met with a chance of .996. */
const BAND = 3;
export const BANDS = SKETCH_VALUES / BAND;
const EMPTY = 0xffffffff;
/** So many bins at least are filled by as few shingles as say anything. */
const FEWEST_FILLED = 12;
const VALUE_BITS = 16;

/**
 * A MinHash of a set of shingles by one permutation, cut into bins of which each keeps its least (Li, Owen, Zhang, "One
 * permutation hashing", 2012); an empty bin takes the value of another that a hash of both numbers picks, the same for
 * every document (Shrivastava, "Optimal densification for fast and accurate minwise hashing", 2017). The share of
 * values that two sketches have in common estimates what Jaccard's measure says of the sets.
 * Null for a text too short, or of too few different words, to say anything: hardly more bins are filled than it has
 * shingles.
 */
export function sketchOf(shingles: Uint32Array): Uint16Array | null {
  const least = new Uint32Array(SKETCH_VALUES).fill(EMPTY);
  for (const shingle of shingles) {
    const hash = mixed(shingle ^ 0x5bd1e995);
    const bin = hash % SKETCH_VALUES;
    if (hash < least[bin]!) least[bin] = hash;
  }
  if (least.filter((value) => value !== EMPTY).length < FEWEST_FILLED) return null;
  return Uint16Array.from(least, (value, bin) => {
    const [taken, attempts] = value === EMPTY ? borrowed(least, bin) : [value, 0];
    return mixed(taken + Math.imul(attempts, 0x9e3779b1)) >>> VALUE_BITS;
  });
}

function borrowed(least: Uint32Array, bin: number): [value: number, attempts: number] {
  for (let attempt = 1; ; attempt += 1) {
    const value = least[mixed(Math.imul(bin + 1, 0x01000193) + attempt) % SKETCH_VALUES]!;
    if (value !== EMPTY) return [value, attempt];
  }
}

/** Of two sketches the share of values they have in common. */
export function estimate(sketches: Uint16Array, left: number, right: number): number {
  const [from, other] = [left * SKETCH_VALUES, right * SKETCH_VALUES];
  let equal = 0;
  for (let value = 0; value < SKETCH_VALUES; value += 1)
    if (sketches[from + value] === sketches[other + value]) equal += 1;
  return equal / SKETCH_VALUES;
}

/** The values of a band of one sketch as one number. */
export function bandKey(sketches: Uint16Array, row: number, band: number): number {
  const at = row * SKETCH_VALUES + band * BAND;
  return sketches[at]! * 2 ** 32 + sketches[at + 1]! * 2 ** 16 + sketches[at + 2]!;
}
