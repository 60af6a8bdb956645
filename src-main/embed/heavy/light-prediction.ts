import { LIGHT_DIMENSIONS } from '../light/light-manifest.ts';
import { innerProduct, rowProducts, unitOf } from '../../lib/vector.ts';
import { solveSymmetric } from './solve-symmetric.ts';

/** Added to every bit's own weight, so that bits that always agree do not share out great opposite weights. */
const RIDGE = 300;
const FLOAT_BYTES = 4;

/**
 * What the light code of a passage tells of its heavy vector: a mean, and for each bit a direction it points to or away
 * from (ridge regression; Hoerl and Kennard, 1970). Learnt from passages that have both.
 */
export class LightPrediction {
  readonly #mean: Float32Array;
  /** Of each bit of a light code `dimensions` lanes, one bit after the other. */
  readonly #directions: Float32Array;

  private constructor(mean: Float32Array, directions: Float32Array) {
    this.#mean = mean;
    this.#directions = directions;
  }

  /** As `bytes` gave it. */
  static from(bytes: Uint8Array): LightPrediction {
    // A copy: what a database hands out need not begin where a float may.
    const lanes = new Float32Array(Uint8Array.from(bytes).buffer);
    const dimensions = lanes.length / (1 + LIGHT_DIMENSIONS);
    return new LightPrediction(lanes.subarray(0, dimensions), lanes.subarray(dimensions));
  }

  static learnt(mean: Float32Array, directions: Float32Array): LightPrediction {
    return new LightPrediction(mean, directions);
  }

  get bytes(): Uint8Array {
    const lanes = new Float32Array(this.#mean.length + this.#directions.length);
    lanes.set(this.#mean);
    lanes.set(this.#directions, this.#mean.length);
    return new Uint8Array(lanes.buffer, 0, lanes.length * FLOAT_BYTES);
  }

  /** The heavy vector that a light code speaks for. */
  of(light: Uint8Array): Float32Array {
    const dimensions = this.#mean.length;
    const vector = Float32Array.from(this.#mean);
    for (let bit = 0; bit < LIGHT_DIMENSIONS; bit += 1) {
      const from = bit * dimensions;
      const directions = this.#directions;
      if (isSet(light, bit))
        for (let lane = 0; lane < dimensions; lane += 1) vector[lane]! += directions[from + lane]!;
      else for (let lane = 0; lane < dimensions; lane += 1) vector[lane]! -= directions[from + lane]!;
    }
    return vector;
  }

  /** A query against every prediction: its product with the mean, and what each bit adds to it or takes from it. */
  against(query: Float32Array): { readonly base: number; readonly bits: Float32Array } {
    return { base: innerProduct(query, this.#mean), bits: rowProducts(this.#directions, query) };
  }
}

/** Learns what light codes tell of heavy vectors; what was added is kept as sums alone. */
export class PredictionLearner {
  readonly #dimensions: number;
  /** Of pairs of bits how often they agree less how often they do not; the lower half is filled. */
  readonly #agreements = new Float64Array(LIGHT_DIMENSIONS * LIGHT_DIMENSIONS);
  /** Of each bit the sum of the vectors where it is set less the others. */
  readonly #vectors: Float64Array;
  readonly #bits = new Float64Array(LIGHT_DIMENSIONS);
  readonly #sum: Float64Array;
  #count = 0;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#vectors = new Float64Array(LIGHT_DIMENSIONS * dimensions);
    this.#sum = new Float64Array(dimensions);
  }

  add(vector: Int8Array, light: Uint8Array): void {
    const unit = unitOf(vector);
    const signs = Float64Array.from({ length: LIGHT_DIMENSIONS }, (_, bit) => (isSet(light, bit) ? 1 : -1));
    for (let bit = 0; bit < LIGHT_DIMENSIONS; bit += 1) {
      const sign = signs[bit]!;
      const [lanes, row] = [bit * this.#dimensions, bit * LIGHT_DIMENSIONS];
      addScaled(this.#vectors.subarray(lanes, lanes + this.#dimensions), unit, sign);
      addScaled(this.#agreements.subarray(row, row + bit + 1), signs, sign);
    }
    addScaled(this.#bits, signs, 1);
    addScaled(this.#sum, unit, 1);
    this.#count += 1;
  }

  prediction(): LightPrediction {
    const dimensions = this.#dimensions;
    const mean = this.#sum.map((lane) => lane / Math.max(1, this.#count));
    const right = this.#vectors.map(
      (value, place) => value - this.#bits[Math.floor(place / dimensions)]! * mean[place % dimensions]!,
    );
    const left = Float64Array.from(this.#agreements);
    for (let bit = 0; bit < LIGHT_DIMENSIONS; bit += 1) left[bit * LIGHT_DIMENSIONS + bit]! += RIDGE;
    solveSymmetric(left, right, LIGHT_DIMENSIONS);
    return LightPrediction.learnt(Float32Array.from(mean), Float32Array.from(right));
  }
}

function isSet(code: Uint8Array, bit: number): boolean {
  return ((code[bit >> 3]! >> (bit & 7)) & 1) === 1;
}

/** Adds as many values as there are sums. */
function addScaled(sums: Float64Array, values: ArrayLike<number>, scale: number): void {
  for (let place = 0; place < sums.length; place += 1) sums[place]! += scale * values[place]!;
}
