import { join } from 'node:path';

import type { HeavyModel } from '../../../src-main/embed/heavy/heavy-model.ts';
import { LightEmbedder } from '../../../src-main/embed/light/light-embedder.ts';
import type { LightModel } from '../../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../../src-main/embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../../../src-main/embed/light/token-buffer.ts';
import { HASH_BYTES } from '../../../src-main/storage/content.ts';
import { embeddedTextOf, type PoolPassage } from './collection.ts';
import { VectorCache } from './vector-cache.ts';

const TOLD_EVERY = 500;

/** The stored vectors of passages, embedded where the cache lacks them. */
export async function embedPassages(
  model: HeavyModel,
  passages: readonly PoolPassage[],
  folder: string,
): Promise<Int8Array[]> {
  const { name, version, dimensions } = model.manifest;
  const cache = new VectorCache(join(folder, `${name}-${version}.vectors`), HASH_BYTES, dimensions);
  const vectors: Int8Array[] = [];
  for (const passage of passages) {
    const known = cache.get(passage.hash);
    const vector = known ?? (await model.embed(embeddedTextOf(passage)));
    if (known === undefined) cache.put(passage.hash, vector);
    vectors.push(vector);
    if (known === undefined && vectors.length % TOLD_EVERY === 0)
      process.stderr.write(`Embedded ${vectors.length} of ${passages.length} passages.\n`);
  }
  return vectors;
}

/** Real-valued vectors of queries: the mean of their tokens' states, before any quantising. */
export async function embedQueries(model: HeavyModel, queries: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const query of queries) {
    const { lanes, dimensions } = await model.states(query);
    const sums = new Float32Array(dimensions);
    lanes.forEach((value, index) => (sums[index % dimensions]! += value));
    vectors.push(sums);
  }
  return vectors;
}

/** The light vectors of passages (context and text) or of queries (no context), as the index makes them. */
export function embedLight(
  model: LightModel,
  texts: readonly { readonly context: string; readonly text: string }[],
): Float32Array[] {
  const tokenizer = new LightTokenizer(model);
  const embedder = new LightEmbedder(model);
  const tokens = new TokenBuffer();
  return texts.map(({ context, text }) => {
    tokens.clear();
    tokenizer.encode(context, tokens);
    tokenizer.encode(text, tokens);
    return embedder.embed(tokens, [{ from: 0, to: tokens.length }]);
  });
}
