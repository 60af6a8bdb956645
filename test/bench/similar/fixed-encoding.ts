import { innerProduct } from '../../../src-main/lib/vector.ts';
import { seededRandom } from '../../helpers/random.ts';

export interface EncodingOptions {
  /** Of a passage's vector. */
  readonly dimensions: number;
  /** Random planes that part space, in each repetition. */
  readonly planes: number;
  readonly repetitions: number;
  /** After a count sketch; 0 for none. */
  readonly width: number;
  readonly seed?: number;
}

/**
 * Fixed-dimensional encodings of documents of many vectors, whose inner product approximates Chamfer's similarity
 * (Dhulipala et al., "MUVERA: Multi-Vector Retrieval via Fixed Dimensional Encodings", NeurIPS 2024, §2): space is parted
 * by the signs of random projections; of a part a query has the sum of its vectors, a document their mean, or where it
 * has none the vector nearest to the part; repeated, and projected by a count sketch.
 */
export class FixedEncoding {
  readonly #options: EncodingOptions;
  readonly #planes: Float32Array[];
  readonly #places: Uint32Array;
  readonly #signs: Int8Array;

  constructor(options: EncodingOptions) {
    const { dimensions, planes, repetitions, width, seed = 1 } = options;
    const random = seededRandom(seed);
    this.#options = options;
    this.#planes = Array.from({ length: planes * repetitions }, () =>
      Float32Array.from({ length: dimensions }, () => normal(random)),
    );
    const whole = repetitions * 2 ** planes * dimensions;
    this.#places = Uint32Array.from({ length: whole }, (_, at) =>
      width === 0 ? at : Math.floor(random() * width),
    );
    this.#signs = Int8Array.from({ length: whole }, () => (width === 0 || random() < 0.5 ? 1 : -1));
  }

  get width(): number {
    return this.#options.width === 0 ? this.#places.length : this.#options.width;
  }

  query(vectors: readonly Float32Array[]): Float32Array {
    return this.#encoded(vectors, true);
  }

  document(vectors: readonly Float32Array[]): Float32Array {
    return this.#encoded(vectors, false);
  }

  #encoded(vectors: readonly Float32Array[], isQuery: boolean): Float32Array {
    const { planes, repetitions } = this.#options;
    const into = new Float32Array(this.width);
    const parts = 2 ** planes;
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const partOf = vectors.map((vector) => this.#part(vector, repetition));
      for (let part = 0; part < parts; part += 1) {
        const within = vectors.filter((_, at) => partOf[at] === part);
        const from = repetition * parts + part;
        if (within.length > 0)
          for (const vector of within) this.#add(into, vector, from, isQuery ? 1 : 1 / within.length);
        else if (!isQuery) this.#add(into, nearestTo(part, vectors, partOf), from, 1);
      }
    }
    return into;
  }

  /** The signs of a vector's projections, a bit each. */
  #part(vector: Float32Array, repetition: number): number {
    const { planes } = this.#options;
    let part = 0;
    for (let plane = 0; plane < planes; plane += 1)
      if (innerProduct(vector, this.#planes[repetition * planes + plane]!) > 0) part |= 1 << plane;
    return part;
  }

  #add(into: Float32Array, vector: Float32Array, part: number, weight: number): void {
    const from = part * vector.length;
    for (let lane = 0; lane < vector.length; lane += 1)
      into[this.#places[from + lane]!]! += this.#signs[from + lane]! * weight * vector[lane]!;
  }
}

/** The vector whose part differs from one in the fewest signs. */
function nearestTo(part: number, vectors: readonly Float32Array[], partOf: readonly number[]): Float32Array {
  const distances = partOf.map((other) => ones(other ^ part));
  return vectors[distances.indexOf(Math.min(...distances))]!;
}

function ones(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + ones(bits >>> 1);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
