import type { LightModel } from '../../../src-main/embed/light/light-model.ts';
import { KernelRowSums, type RowSums } from '../../../src-main/embed/light/row-sums.ts';
import type { TokenBuffer } from '../../../src-main/embed/light/token-buffer.ts';

/** Dimensions compared: the table has those first that tell most; all 256 meet .699 of the true borders of joined SciFact, these .676. */
const LANES = 128;
/** Places that are remembered, a power of two: memory stays the same however long a section is. */
const REMEMBERED = 256;

/**
 * Token vectors added up from the first sentence on, so that the sum of any run of sentences is one difference: every
 * token is added once, however many windows it stands in.
 */
export class SentenceSums {
  readonly #rows: RowSums;
  readonly #running = new Int32Array(REMEMBERED * LANES);
  /** What one step squared is worth, by dimension. */
  readonly #squares: Float64Array;

  constructor(model: LightModel, rows: RowSums = new KernelRowSums(model)) {
    this.#rows = rows;
    this.#squares = Float64Array.from(model.scales, (scale) => scale * scale);
  }

  /** Adds the sentence in front of a place; places come one after the other. */
  add(tokens: TokenBuffer, from: number, to: number, place: number): void {
    this.#rows.clear();
    this.#rows.add(tokens.ids, from, to);
    const { sums } = this.#rows;
    const before = rowOf(place - 1);
    const row = rowOf(place);
    for (let lane = 0; lane < LANES; lane += 1)
      this.#running[row + lane] = this.#running[before + lane]! + sums[lane]!;
  }

  /** Cosine of the sentences from `first` to `gap` and those from `gap` to `last`; at most `MOST_SENTENCES` each. */
  similarity(first: number, gap: number, last: number): number {
    const running = this.#running;
    const [start, middle, end] = [rowOf(first), rowOf(gap), rowOf(last)];
    let both = 0;
    let before = 0;
    let after = 0;
    for (let lane = 0; lane < LANES; lane += 1) {
      // Sums may have gone round 32 bits; differences have not.
      const left = (running[middle + lane]! - running[start + lane]!) | 0;
      const right = (running[end + lane]! - running[middle + lane]!) | 0;
      const square = this.#squares[lane]!;
      both += left * right * square;
      before += left * left * square;
      after += right * right * square;
    }
    // Nothing to compare is no sign of another topic.
    return before === 0 || after === 0 ? 1 : both / Math.sqrt(before * after);
  }
}

/** Sentences that a window may hold. */
export const MOST_SENTENCES = REMEMBERED / 2 - 1;

function rowOf(place: number): number {
  return (place & (REMEMBERED - 1)) * LANES;
}
