import type { ResidentCodes } from '../storage/resident-codes.ts';

/** Passages of one content. */
export interface PassageRun {
  readonly first: number;
  readonly count: number;
}

/** How alike two documents are by their passages, and the two that are most alike. */
export interface Likeness {
  /** The mean over passages of the cosine with the other's nearest, both ways. */
  readonly score: number;
  readonly left: number;
  readonly right: number;
  /** The cosine of these two. */
  readonly pair: number;
}

/** Of longer documents so many passages are compared, from beginning to end alike far apart. */
const MOST_COMPARED = 48;
const WORD_BITS = 32;

/** Compares passages by codes that stand in memory: bits that differ count the angle between vectors (Charikar, 2002). */
export class CodeLikeness {
  readonly #codes: ResidentCodes;
  readonly #words: Uint32Array;
  readonly #wordsACode: number;
  readonly #cosines: Float64Array;

  constructor(codes: ResidentCodes) {
    this.#codes = codes;
    this.#wordsACode = (codes.width * 8) / WORD_BITS;
    this.#words = new Uint32Array(codes.shared.memory.buffer, codes.layer.codesAt, codes.codes.length / 4);
    const bits = codes.width * 8;
    this.#cosines = Float64Array.from({ length: bits + 1 }, (_, differ) =>
      Math.cos((Math.PI * differ) / bits),
    );
  }

  /** Whether every passage that would be compared has a code. */
  has(run: PassageRun): boolean {
    return sample(run).every((passage) => this.#codes.live[passage] === 1);
  }

  cosine(left: number, right: number): number {
    const words = this.#words;
    let differ = 0;
    for (let word = 0; word < this.#wordsACode; word += 1)
      differ += ones(words[left * this.#wordsACode + word]! ^ words[right * this.#wordsACode + word]!);
    return this.#cosines[differ]!;
  }

  /** Of the passages of both those nearest, and how near they are on average (Chamfer's similarity, both ways). */
  between(left: PassageRun, right: PassageRun): Likeness {
    const [lefts, rights] = [sample(left), sample(right)];
    const bestOfRight = new Float64Array(rights.length).fill(-1);
    let best = { left: left.first, right: right.first, pair: -1 };
    let sum = 0;
    for (const one of lefts) {
      let nearest = -1;
      rights.forEach((other, place) => {
        const cosine = this.cosine(one, other);
        if (cosine > nearest) nearest = cosine;
        if (cosine > bestOfRight[place]!) bestOfRight[place] = cosine;
        if (cosine > best.pair) best = { left: one, right: other, pair: cosine };
      });
      sum += nearest;
    }
    const back = bestOfRight.reduce((total, cosine) => total + cosine, 0);
    return { ...best, score: (sum / lefts.length + back / rights.length) / 2 };
  }
}

function sample({ first, count }: PassageRun): number[] {
  if (count <= MOST_COMPARED) return Array.from({ length: count }, (_, place) => first + place);
  return Array.from(
    { length: MOST_COMPARED },
    (_, place) => first + Math.floor((place * count) / MOST_COMPARED),
  );
}

/** The bits of a word that are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
