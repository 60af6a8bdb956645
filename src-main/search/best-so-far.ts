import type { CoarseHit } from './coarse.ts';

/**
 * The most similar of very many passages, without an object or a sort for the others: a heap whose top is the least of
 * those kept (Williams, Algorithm 232, 1964). Passages are met in ascending order; of equals the first stay.
 */
export class BestSoFar {
  readonly #passages: Uint32Array;
  readonly #similarities: Float64Array;
  #count = 0;

  constructor(limit: number) {
    this.#passages = new Uint32Array(limit);
    this.#similarities = new Float64Array(limit);
  }

  meet(passage: number, similarity: number): void {
    if (this.#count < this.#passages.length) this.#rise(this.#count++, passage, similarity);
    else if (similarity > this.#similarities[0]!) this.#sink(passage, similarity);
  }

  /** Best first. */
  hits(): CoarseHit[] {
    return Array.from(this.#passages.subarray(0, this.#count), (passage, place) => ({
      passage,
      similarity: this.#similarities[place]!,
    })).toSorted((left, right) => right.similarity - left.similarity || left.passage - right.passage);
  }

  #rise(place: number, passage: number, similarity: number): void {
    let at = place;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isWorse(passage, similarity, above)) break;
      this.#put(at, this.#passages[above]!, this.#similarities[above]!);
      at = above;
    }
    this.#put(at, passage, similarity);
  }

  #sink(passage: number, similarity: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.#count) break;
      const other = below + 1;
      if (other < this.#count && this.#isWorse(this.#passages[other]!, this.#similarities[other]!, below))
        below = other;
      if (this.#isWorse(passage, similarity, below)) break;
      this.#put(at, this.#passages[below]!, this.#similarities[below]!);
      at = below;
    }
    this.#put(at, passage, similarity);
  }

  /** Whether it would go before what stands at a place does. */
  #isWorse(passage: number, similarity: number, place: number): boolean {
    const standing = this.#similarities[place]!;
    return similarity < standing || (similarity === standing && passage > this.#passages[place]!);
  }

  #put(place: number, passage: number, similarity: number): void {
    this.#passages[place] = passage;
    this.#similarities[place] = similarity;
  }
}
