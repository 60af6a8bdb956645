import type { TokenRange } from './light-embedder.ts';
import type { LightModel } from './light-model.ts';
import type { TokenBuffer } from './token-buffer.ts';

/**
 * The share of tokens the model cannot read: unknown ones and words spelt letter by letter, as text of another language comes
 * out of an English vocabulary. 0 for an empty range; about 0.02 for English prose.
 */
export function unreadableShare(model: LightModel, tokens: TokenBuffer, range: TokenRange): number {
  let unreadable = 0;
  for (let index = range.from; index < range.to; index++) unreadable += model.unreadable[tokens.ids[index]!]!;
  return range.to > range.from ? unreadable / (range.to - range.from) : 0;
}
