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
