import { addTo, lengthOf } from '../../lib/vector.ts';
import { LightEmbedder } from './light-embedder.ts';
import type { LightModel } from './light-model.ts';
import { LightTokenizer } from './light-tokenizer.ts';
import { unreadableShare } from './readability.ts';
import { TokenBuffer } from './token-buffer.ts';

/** Embeds single texts by the light model. */
export function lightEmbedding(model: LightModel): (text: string) => Float32Array {
  const tokenizer = new LightTokenizer(model);
  const embedder = new LightEmbedder(model);
  const tokens = new TokenBuffer();
  return (text) => {
    tokens.clear();
    tokenizer.encode(text, tokens);
    return embedder.embed(tokens, [{ from: 0, to: tokens.length }]).slice();
  };
}

/** The share of a text's pieces that the light model cannot read, 0 to 1: letters that make no word. */
export function lightUnreadability(model: LightModel): (text: string) => number {
  const tokenizer = new LightTokenizer(model);
  const tokens = new TokenBuffer();
  return (text) => {
    tokens.clear();
    tokenizer.encode(text, tokens);
    return unreadableShare(model, tokens, { from: 0, to: tokens.length });
  };
}

/**
 * What a text's pieces add to the meaning of a longer one, 0 to 1: next to nothing of words that stand everywhere in a
 * language, 1 of those that mean at least as much as the pieces of the vocabulary do on average.
 */
export function lightTelling(model: LightModel): (text: string) => number {
  const tokenizer = new LightTokenizer(model);
  const tokens = new TokenBuffer();
  const pieces = model.vocabulary.map((_, id) => id);
  const usual = meanLength(model, pieces);
  return (text) => {
    tokens.clear();
    tokenizer.encode(text, tokens);
    return Math.min(1, meanLength(model, tokens.ids.subarray(0, tokens.length)) / usual);
  };
}

const WHOLE_WORD = /^\p{L}{3,}$/u;

/** What words have in common, whichever they are: the mean of the directions of all whole words of the vocabulary. */
export function lightWordMean({ vocabulary, table, scales, dimensions }: LightModel): Float32Array {
  const words = vocabulary.flatMap((piece, id) => (WHOLE_WORD.test(piece) ? [id * dimensions] : []));
  const mean = new Float32Array(dimensions);
  const row = new Float32Array(dimensions);
  for (const from of words) {
    for (let column = 0; column < dimensions; column++) row[column] = table[from + column]! * scales[column]!;
    addTo(mean, row, 1 / ((lengthOf(row) || 1) * words.length));
  }
  return mean;
}

function meanLength({ table, scales, dimensions }: LightModel, ids: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < ids.length; index++) {
    const from = ids[index]! * dimensions;
    let square = 0;
    for (let column = 0; column < dimensions; column++)
      square += (table[from + column]! * scales[column]!) ** 2;
    sum += Math.sqrt(square);
  }
  return ids.length === 0 ? 0 : sum / ids.length;
}
