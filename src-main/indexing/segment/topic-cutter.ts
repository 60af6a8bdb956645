import { LightEmbedder, type TokenRange } from '../../embed/light/light-embedder.ts';
import { LIGHT_DIMENSIONS } from '../../embed/light/light-manifest.ts';
import type { LightModel } from '../../embed/light/light-model.ts';
import type { TokenBuffer } from '../../embed/light/token-buffer.ts';
import { cheapestCuts } from './cheapest-cuts.ts';
import { Border } from './compose.ts';
import { groupPieces, LONGEST_PASSAGE, type Group, type WeighedPiece } from './group.ts';
import { valleyDepths } from './valleys.ts';

/** Tokens on each side of a gap that are compared: a few sentences, half a passage. */
const WINDOW = 100;
/** What a valley is worth: one as deep as a whole cosine makes up for a passage of a third of the length. */
const VALLEY_WEIGHT = 0.5;
/** What a border between paragraphs is worth. */
const BLOCK_GAIN = 0.05;

/** Cuts sections where the topic turns, as light vectors of the sentences before and after a gap tell it. */
export class TopicCutter {
  readonly #embedder: LightEmbedder;
  readonly #before = new Float32Array(LIGHT_DIMENSIONS);
  readonly #after = new Float32Array(LIGHT_DIMENSIONS);

  constructor(model: LightModel, embedder = new LightEmbedder(model)) {
    this.#embedder = embedder;
  }

  /** Groups the pieces of a document, whose tokens are the first of the buffer. */
  group(pieces: readonly WeighedPiece[], tokens: TokenBuffer): Group[] {
    const starts = startsOf(pieces);
    return groupPieces(pieces, (section) => {
      const gapStarts = starts.subarray(section.from, section.to + 1);
      if (gapStarts.at(-1)! - gapStarts[0]! <= LONGEST_PASSAGE) return [section];
      const depths = valleyDepths(this.#similarities(gapStarts, tokens));
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

  /** Cosine of what stands before and after each gap between pieces, the first of them behind the first piece. */
  #similarities(starts: Uint32Array, tokens: TokenBuffer): Float64Array {
    const similarities = new Float64Array(starts.length - 2);
    let first = 0;
    let last = 0;
    for (let gap = 1; gap < starts.length - 1; gap += 1) {
      const at = starts[gap]!;
      while (at - starts[first + 1]! >= WINDOW) first += 1;
      while (last < starts.length - 1 && starts[last]! - at < WINDOW) last += 1;
      similarities[gap - 1] = this.#similarity(tokens, { from: starts[first]!, to: starts[last]! }, at);
    }
    return similarities;
  }

  #similarity(tokens: TokenBuffer, { from, to }: TokenRange, at: number): number {
    // Nothing to compare is no sign of another topic.
    if (from === at || to === at) return 1;
    const before = this.#embedder.embed(tokens, [{ from, to: at }], this.#before);
    const after = this.#embedder.embed(tokens, [{ from: at, to }], this.#after);
    let sum = 0;
    for (let lane = 0; lane < LIGHT_DIMENSIONS; lane += 1) sum += before[lane]! * after[lane]!;
    return sum;
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
