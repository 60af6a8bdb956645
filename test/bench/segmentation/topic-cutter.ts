import type { LightModel } from '../../../src-main/embed/light/light-model.ts';
import type { RowSums } from '../../../src-main/embed/light/row-sums.ts';
import type { TokenBuffer } from '../../../src-main/embed/light/token-buffer.ts';
import { cheapestCuts } from './cheapest-cuts.ts';
import { Border } from '../../../src-main/indexing/segment/compose.ts';
import {
  groupPieces,
  LONGEST_PASSAGE,
  splitEvenly,
  type Group,
  type WeighedPiece,
} from '../../../src-main/indexing/segment/group.ts';
import { MOST_SENTENCES, SentenceSums } from './sentence-sums.ts';
import { valleyDepths } from './valleys.ts';

/** A section that two passages hold is about one thing more often than not, and is cut evenly. */
const ONE_TOPIC = 2 * LONGEST_PASSAGE;
/** Tokens on each side of a gap that are compared: a few sentences, half a passage. */
const WINDOW = 100;
/** What a valley is worth, of the cost of an empty passage for each cosine of its depth. */
const VALLEY_WEIGHT = 0.5;
/** What a border between paragraphs is worth. */
const BLOCK_GAIN = 0.05;

/**
 * Cuts sections that are too long for two passages where their topic turns, as the light vectors of the sentences before
 * and after each gap tell it (TextTiling; Hearst, Computational Linguistics 23(1), 1997).
 */
export class TopicCutter {
  readonly #sums: SentenceSums;

  constructor(model: LightModel, rows?: RowSums) {
    this.#sums = new SentenceSums(model, rows);
  }

  /** Groups the pieces of a document, whose tokens are the first of the buffer. */
  group(pieces: readonly WeighedPiece[], tokens: TokenBuffer): Group[] {
    const starts = startsOf(pieces);
    return groupPieces(pieces, (section) => {
      const places = starts.subarray(section.from, section.to + 1);
      if (places.at(-1)! - places[0]! <= ONE_TOPIC) return splitEvenly(pieces, section);
      const depths = valleyDepths(this.#similarities(places, tokens));
      const weighed = pieces.slice(section.from, section.to).map(({ tokens: count, border }, index) => ({
        tokens: count,
        gain: VALLEY_WEIGHT * (depths[index - 1] ?? 0) + (border >= Border.block ? BLOCK_GAIN : 0),
      }));
      return cheapestCuts(weighed).map(({ from, to }) => ({
        from: section.from + from,
        to: section.from + to,
      }));
    });
  }

  /** How alike it is before and after each gap between pieces, the first of them behind the first piece. */
  #similarities(starts: Uint32Array, tokens: TokenBuffer): Float64Array {
    const end = starts.length - 1;
    const similarities = new Float64Array(end - 1);
    let first = 0;
    let last = 0;
    for (let gap = 1; gap < end; gap += 1) {
      const at = starts[gap]!;
      while (at - starts[first + 1]! >= WINDOW || gap - first > MOST_SENTENCES) first += 1;
      while (last <= gap || (last < end && starts[last]! - at < WINDOW && last - gap < MOST_SENTENCES)) {
        this.#sums.add(tokens, starts[last]!, starts[last + 1]!, last + 1);
        last += 1;
      }
      similarities[gap - 1] = this.#sums.similarity(first, gap, last);
    }
    return similarities;
  }
}

/** Where each piece's tokens begin, and where the last one's end. */
function startsOf(pieces: readonly WeighedPiece[]): Uint32Array {
  const starts = new Uint32Array(pieces.length + 1);
  pieces.forEach(({ tokens }, index) => {
    starts[index + 1] = starts[index]! + tokens;
  });
  return starts;
}
