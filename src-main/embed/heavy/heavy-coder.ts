import { rowProducts } from '../../lib/vector.ts';

/** Bytes of a code: with the 32 of a light one, 80 a passage. */
export const HEAVY_CODE_BYTES = 48;
/** Lanes of a projected vector: as many as a code has bits. */
export const CODE_LANES = HEAVY_CODE_BYTES * 8;
/** Another seed, or another way to make codes, is another version: codes of the two do not mix. */
export const HEAVY_CODE_VERSION = 3;
const SEED = 20_261_121;

/**
 * Codes of 384 bits, or as many as asked for, from heavy vectors: the signs of a fixed random rotation's first lanes, so
 * that bits that differ count angles (Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002), on
 * orthogonal directions, which estimate better than independent ones (Ji et al., Super-Bit LSH, 2012). Nothing of it is
 * fitted. A code of fewer bits is the beginning of one of more.
 */
export class HeavyCoder {
  /** Lanes of the vectors. */
  readonly dimensions: number;
  readonly #bits: number;
  #known: Float32Array | undefined;

  constructor(dimensions: number, bits: number = CODE_LANES) {
    this.dimensions = dimensions;
    this.#bits = bits;
  }

  /** Drawn when first wanted: that takes a sixth of a second, which no start need wait for. */
  get #directions(): Float32Array {
    this.#known ??= flattened(orthogonalDirections(this.dimensions, this.#bits));
    return this.#known;
  }

  /** A vector of `dimensions` lanes, seen along as many directions as a code has bits. */
  project(vector: Int8Array | Float32Array): Float32Array {
    return rowProducts(this.#directions, vector);
  }

  /** The signs of a projected vector, a bit each, the lowest bit first. */
  codeOf(projected: Float32Array): Uint8Array {
    return packSigns(projected, projected.length / 8);
  }

  code(vector: Int8Array): Uint8Array {
    return this.codeOf(this.project(vector));
  }
}

/** The signs of lanes, a bit each, the lowest bit first, in so many bytes. */
export function packSigns(lanes: Float32Array, bytes: number): Uint8Array {
  const code = new Uint8Array(bytes);
  lanes.forEach((value, lane) => {
    if (value > 0) code[lane >> 3]! |= 1 << (lane & 7);
  });
  return code;
}

function flattened(directions: readonly Float64Array[]): Float32Array {
  const length = directions[0]?.length ?? 0;
  const rows = new Float32Array(directions.length * length);
  directions.forEach((direction, row) => {
    rows.set(direction, row * length);
  });
  return rows;
}

/** Unit vectors, each at right angles to those before it as far as the space has room (Gram and Schmidt). */
function orthogonalDirections(dimensions: number, count: number): Float64Array[] {
  const random = uniform(SEED);
  const directions: Float64Array[] = [];
  for (let lane = 0; lane < count; lane += 1) {
    const direction = Float64Array.from({ length: dimensions }, () => nearlyNormal(random));
    // A space of fewer dimensions is filled again and again.
    const from = Math.floor(lane / dimensions) * dimensions;
    for (const other of directions.slice(from, lane)) {
      const share = dot(direction, other);
      for (let axis = 0; axis < dimensions; axis += 1) direction[axis]! -= share * other[axis]!;
    }
    const length = Math.sqrt(dot(direction, direction));
    directions.push(direction.map((value) => value / length));
  }
  return directions;
}

/** The sum of twelve uniform numbers: normal enough, and the same on every machine, which logarithms are not. */
function nearlyNormal(random: () => number): number {
  let sum = -6;
  for (let times = 0; times < 12; times += 1) sum += random();
  return sum;
}

/** Mulberry32: 32 bits of state are plenty for a fixed table. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let lane = 0; lane < left.length; lane += 1) sum += left[lane]! * right[lane]!;
  return sum;
}
