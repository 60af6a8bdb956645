import type { ResidentCodes } from '../storage/resident-codes.ts';
import { likenessOf, sample, type Likeness, type PassageRun } from './likeness.ts';

const WORD_BITS = 32;

/**
 * Compares passages by light codes, which stand in memory: bits that differ count the angle between vectors (Charikar, 2002).
 * Heavy codes are made to be asked by a vector and say nothing of each other: see `VectorLikeness`.
 */
export class CodeLikeness {
  readonly #words: Uint32Array;
  readonly #wordsACode: number;
  readonly #cosines: Float64Array;

  constructor(codes: ResidentCodes) {
    this.#wordsACode = (codes.width * 8) / WORD_BITS;
    this.#words = new Uint32Array(codes.shared.memory.buffer, codes.layer.codesAt, codes.codes.length / 4);
    const bits = codes.width * 8;
    this.#cosines = Float64Array.from({ length: bits + 1 }, (_, differ) =>
      Math.cos((Math.PI * differ) / bits),
    );
  }

  cosine(left: number, right: number): number {
    const words = this.#words;
    let differ = 0;
    for (let word = 0; word < this.#wordsACode; word += 1)
      differ += ones(words[left * this.#wordsACode + word]! ^ words[right * this.#wordsACode + word]!);
    return this.#cosines[differ]!;
  }

  between(left: PassageRun, right: PassageRun): Likeness {
    const [lefts, rights] = [sample(left), sample(right)];
    return likenessOf(lefts, rights, (one, other) => this.cosine(lefts[one]!, rights[other]!));
  }
}

/** The bits of a word that are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
