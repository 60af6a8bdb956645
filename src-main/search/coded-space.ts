import type { HeavyCodec } from '../embed/heavy/heavy-codec.ts';
import type { Span } from '../lib/span.ts';
import { CodeScan } from '../storage/code-scan.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import { mostSimilar, type CoarseOptions } from './coarse.ts';

/** What a heavy model made of passages. */
export interface HeavySpace {
  /** What its vectors are stored under. */
  readonly vectorModel: number;
  /** Codes of the passages that are to be found by it. */
  readonly resident: ResidentCodes;
  /** What made the codes of an edition; undefined where that is not known in this snapshot. */
  readonly codecOf: (edition: number) => HeavyCodec | undefined;
}

/** What codes say to one query. */
export interface CodedAnswer {
  /** The nearest, best first. */
  readonly passages: readonly number[];
  /** A passage's likely similarity, −1…1; null where it has no code here. */
  similarityOf(passage: number): number | null;
}

const NOTHING: CodedAnswer = { passages: [], similarityOf: () => null };
/**
 * Nearest by bits alone that are scored again by the real-valued query: twenty times what is asked for. Forty times bring
 * no more (npm run bench:coarse).
 */
const SHORTLIST_SHARE = 20;

/** The codes of one heavy model, read together with the light codes of the same passages, asked by its vectors. */
export class CodedSpace {
  readonly #space: HeavySpace;
  readonly #light: ResidentCodes;
  readonly #scan: CodeScan;
  readonly #lightScan: CodeScan;

  /** @param scanner which of the areas beside the codes it works in; no two threads share one */
  constructor(space: HeavySpace, light: ResidentCodes, scanner: number) {
    this.#space = space;
    this.#light = light;
    this.#scan = new CodeScan(space.resident, scanner);
    this.#lightScan = new CodeScan(light, scanner);
  }

  ask(vector: Int8Array | Float32Array, { limit, allowed }: CoarseOptions): CodedAnswer {
    const { resident, codecOf } = this.#space;
    const { layer, live } = resident;
    const asked = resident.used === 0 ? undefined : codecOf(layer.edition)?.ask(vector);
    if (asked === undefined) return NOTHING;
    const { light } = asked;
    const distances = light && ((span: Span) => this.#lightScan.measured(light, span));
    const near = this.#scan.nearest(asked.heavy, limit * SHORTLIST_SHARE, allowed, { layer, distances });
    const lights = this.#light.codes;
    const similarityOf = (passage: number): number => asked.similarityAt(lights, layer.codes, passage);
    return {
      passages: mostSimilar(near, limit, similarityOf).map(({ passage }) => passage),
      similarityOf: (passage) => (live[passage] === 1 ? similarityOf(passage) : null),
    };
  }
}
