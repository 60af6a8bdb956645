import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LightEmbedder } from '../../../../src-main/embed/light/light-embedder.ts';
import { loadLightModel } from '../../../../src-main/embed/light/light-model.ts';
import { LightTokenizer } from '../../../../src-main/embed/light/light-tokenizer.ts';
import { unreadableShare } from '../../../../src-main/embed/light/readability.ts';
import { PlainRowSums } from '../../../../src-main/embed/light/row-sums.ts';
import { TokenBuffer } from '../../../../src-main/embed/light/token-buffer.ts';

const model = loadLightModel(join(import.meta.dirname, '../../../../resources/models/inkling-light'));
const tokenizer = new LightTokenizer(model);
const embedder = new LightEmbedder(model);

function embed(...texts: string[]): Float32Array {
  const tokens = new TokenBuffer();
  const ranges = texts.map((text) => ({
    from: tokens.length,
    to: tokens.length + tokenizer.encode(text, tokens),
  }));
  return embedder.embed(tokens, ranges);
}

function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}

function readability(text: string): number {
  const tokens = new TokenBuffer();
  return unreadableShare(model, tokens, { from: 0, to: tokenizer.encode(text, tokens) });
}

describe('LightEmbedder', () => {
  test('gives unit vectors, and zeros for no text', () => {
    expect(cosine(embed('a long walk'), embed('a long walk'))).toBeCloseTo(1, 5);
    expect(embed('')).toEqual(new Float32Array(256));
  });

  test('embeds ranges as the text they make together', () => {
    expect(embed('Title of it', 'the passage')).toEqual(embed('Title of it the passage'));
  });

  test('answers the same with and without the kernel', () => {
    const plain = new LightEmbedder(model, new PlainRowSums(model.table));
    const tokens = new TokenBuffer();
    tokenizer.encode('Every way of adding integers gives the same sum. '.repeat(100), tokens);
    const range = { from: 0, to: tokens.length };
    expect(plain.embed(tokens, [range])).toEqual(embedder.embed(tokens, [range]));
  });

  test.each([
    [
      'how do I cook rice',
      'Bring the water to a boil and simmer the grains until soft',
      'The committee approved the annual budget',
    ],
    ['car repair', 'The mechanic fixed the engine of the automobile', 'A sonnet has fourteen lines'],
    ['heart attack symptoms', 'chest pain may signal myocardial infarction', 'the violin is tuned in fifths'],
  ])('finds "%s" nearer to what answers it', (query, answer, other) => {
    expect(cosine(embed(query), embed(answer))).toBeGreaterThan(cosine(embed(query), embed(other)) + 0.1);
  });

  test('sets a bit where the vector lies above the centre', () => {
    const vector = model.centre.slice();
    vector[0]! += 0.5;
    vector[9]! += 0.5;
    vector[10]! -= 0.5;
    const code = embedder.code(vector);
    expect([...code.subarray(0, 3)]).toEqual([1, 2, 0]);
    expect(code).toHaveLength(32);
  });
});

describe('unreadableShare', () => {
  test('is small for English and large for what an English vocabulary spells by letters', () => {
    expect(readability('The weather was fine and the whole family went to the beach.')).toBe(0);
    expect(readability('Привет, как дела? Сегодня хорошая погода.')).toBeGreaterThan(0.5);
    expect(readability('東京都は日本の首都です')).toBeGreaterThan(0.5);
    expect(readability('')).toBe(0);
  });
});
