import { innerProduct, unitOf } from '../../lib/vector.ts';
import { ByteSums } from '../light/code-distance.ts';
import { HEAVY_CODE_BYTES, packSigns, type HeavyCoder } from './heavy-coder.ts';
import type { LightPrediction } from './light-prediction.ts';

/** Bits of a code that are signs; the four highest of its last byte are how far the signs reach. */
export const SIGN_LANES = 380;
const LEVELS = 15;
/** The mean of a normal variable without its sign, √(2/π). */
const MEAN_OF_NORMAL = Math.sqrt(2 / Math.PI);
/** What a light code leaves of a vector, as lengths: from nearly nothing to all of it. */
const [LEAST, MOST] = [0.2, 1.05];

/** A query as codes are asked with it. */
export interface AskedCodes {
  /** The bits that speak for it, of a light code; null where light codes tell nothing of heavy vectors. */
  readonly light: Uint8Array | null;
  readonly heavy: Uint8Array;
  /** The likely cosine with the vector of a place, −1…1, by its light code and its heavy one. */
  similarityAt(lights: Uint8Array, heavies: Uint8Array, place: number): number;
}

/**
 * Codes of heavy vectors: the signs of what the light code of the same passage leaves of them, along fixed random
 * directions, and in four bits the factor by which the signs give products without bias (Gao and Long, RaBitQ, SIGMOD
 * 2024, §3.2, with the prediction in the place of a cluster's centre). The two codes together tell more of a vector than
 * the bits of both alone: what one has said the other need not.
 */
export class HeavyCodec {
  readonly #rotation: HeavyCoder;
  readonly #prediction: LightPrediction | null;
  /** The factor of what is one long, were its lanes as of a normal law. */
  readonly #factor: number;

  /**
   * @param rotation along `SIGN_LANES` directions
   * @param prediction null while too little has been read to learn one: codes are of the vectors themselves
   */
  constructor(rotation: HeavyCoder, prediction: LightPrediction | null) {
    this.#rotation = rotation;
    this.#prediction = prediction;
    this.#factor = Math.sqrt(rotation.dimensions) / (MEAN_OF_NORMAL * SIGN_LANES);
  }

  /** The code of a vector whose passage has a light one. */
  code(vector: Int8Array, light: Uint8Array): Uint8Array {
    const rest = unitOf(vector);
    const told = this.#prediction?.of(light);
    if (told !== undefined) for (let lane = 0; lane < rest.length; lane += 1) rest[lane]! -= told[lane]!;
    const lanes = this.#rotation.project(rest);
    const reach = lanes.reduce((sum, lane) => sum + Math.abs(lane), 0);
    const code = packSigns(lanes, HEAVY_CODE_BYTES);
    const length = reach === 0 ? 0 : innerProduct(rest, rest) / reach / this.#factor;
    code[HEAVY_CODE_BYTES - 1]! |= levelOf(length) << 4;
    return code;
  }

  ask(vector: Int8Array | Float32Array): AskedCodes {
    const query = unitOf(vector);
    const told = this.#prediction?.against(query) ?? null;
    const lanes = this.#rotation.project(query);
    const light = told && new ByteSums(told.bits);
    const heavy = new ByteSums(padded(lanes, HEAVY_CODE_BYTES * 8));
    const factors = Float32Array.from({ length: LEVELS + 1 }, (_, level) => this.#factor * lengthOf(level));
    const base = told?.base ?? 0;
    return {
      light: told && packSigns(told.bits, told.bits.length / 8),
      heavy: packSigns(lanes, HEAVY_CODE_BYTES),
      similarityAt: (lights, heavies, place) => {
        const level = heavies[(place + 1) * HEAVY_CODE_BYTES - 1]! >> 4;
        return base + (light?.at(lights, place) ?? 0) + factors[level]! * heavy.at(heavies, place);
      },
    };
  }
}

function levelOf(length: number): number {
  const level = Math.round((LEVELS * (length - LEAST)) / (MOST - LEAST));
  return Math.min(LEVELS, Math.max(0, level));
}

function lengthOf(level: number): number {
  return LEAST + (level * (MOST - LEAST)) / LEVELS;
}

/** With zeros behind, by which the bits that are no signs count nothing. */
function padded(lanes: Float32Array, length: number): Float32Array {
  const all = new Float32Array(length);
  all.set(lanes);
  return all;
}
