import type { HeavyCoder } from '../embed/heavy/heavy-coder.ts';
import { CodeScorer } from '../embed/light/code-distance.ts';
import { CodeScan } from '../storage/code-scan.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import { coarseCandidates, type CoarseOptions } from './coarse.ts';

/** What a heavy model made of passages. */
export interface HeavySpace {
  /** What its vectors are stored under. */
  readonly vectorModel: number;
  /** Codes of the passages that are to be found by it. */
  readonly resident: ResidentCodes;
  readonly coder: HeavyCoder;
}

/** What codes say to one query. */
export interface CodedAnswer {
  /** The nearest, best first. */
  readonly passages: readonly number[];
  /** A passage's likely similarity, −1…1; null where it has no code here. */
  similarityOf(passage: number): number | null;
}

/** The cosine to a vector's signs is this share of the cosine to the vector, √(2/π), for lanes as of a normal law. */
const SIGN_SHARE = 0.798;

/** The codes of one heavy model, asked by its vectors. */
export class CodedSpace {
  readonly #space: HeavySpace;
  readonly #scan: CodeScan;

  /** @param scanner which of the areas beside the codes it works in; no two threads share one */
  constructor(space: HeavySpace, scanner: number) {
    this.#space = space;
    this.#scan = new CodeScan(space.resident, scanner);
  }

  ask(vector: Int8Array | Float32Array, options: CoarseOptions): CodedAnswer {
    const { resident, coder } = this.#space;
    if (resident.used === 0) return { passages: [], similarityOf: () => null };
    const query = coder.project(vector);
    const scorer = new CodeScorer(query, null);
    const hits = coarseCandidates({ code: coder.codeOf(query), scorer }, resident, this.#scan, options);
    return {
      passages: hits.map(({ passage }) => passage),
      similarityOf: (passage) =>
        resident.live[passage] === 1 ? scorer.scoreAt(resident.codes, passage) / SIGN_SHARE : null,
    };
  }
}
