import { LIGHT_DIMENSIONS } from './light-manifest.ts';
import type { LightModel } from './light-model.ts';
import { KernelRowSums, type RowSums } from './row-sums.ts';
import type { TokenBuffer } from './token-buffer.ts';

/** A stretch of a token buffer, `to` not included. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

const CODE_BYTES = LIGHT_DIMENSIONS / 8;

/** Text as the normalised mean of its tokens' vectors. */
export class LightEmbedder {
  private readonly model: LightModel;
  private readonly rows: RowSums;

  constructor(model: LightModel, rows: RowSums = new KernelRowSums(model)) {
    this.model = model;
    this.rows = rows;
  }

  /**
   * The unit vector of the tokens of all ranges together: a passage is embedded as [title, heading, passage] without
   * copying one token. All zeros when there is no token.
   */
  embed(
    tokens: TokenBuffer,
    ranges: readonly TokenRange[],
    into = new Float32Array(LIGHT_DIMENSIONS),
  ): Float32Array {
    this.rows.clear();
    for (const range of ranges) this.rows.add(tokens.ids, range.from, range.to);
    const { sums } = this.rows;
    const { scales } = this.model;
    let square = 0;
    for (let column = 0; column < LIGHT_DIMENSIONS; column++) {
      const value = sums[column]! * scales[column]!;
      into[column] = value;
      square += value * value;
    }
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let column = 0; column < LIGHT_DIMENSIONS; column++) into[column]! *= factor;
    return into;
  }

  /** One bit a dimension: whether the vector lies above the centre of ordinary text there. Bit d is bit d % 8 of byte d / 8. */
  code(vector: Float32Array, into = new Uint8Array(CODE_BYTES)): Uint8Array {
    const { centre } = this.model;
    for (let byte = 0; byte < CODE_BYTES; byte++) {
      let bits = 0;
      for (let bit = 0; bit < 8; bit++)
        if (vector[byte * 8 + bit]! > centre[byte * 8 + bit]!) bits |= 1 << bit;
      into[byte] = bits;
    }
    return into;
  }
}
