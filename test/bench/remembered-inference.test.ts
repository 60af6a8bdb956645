import { expect, test } from 'vitest';

import type { Inference } from '../../src-main/embed/heavy/inference-pool.ts';
import { RememberedInference } from './remembered-inference.ts';

test('models are asked once for the same, whoever asks, and again where they failed', async () => {
  const asked: string[] = [];
  const models: Inference = {
    embed: (text) => {
      asked.push(text);
      return asked.length === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(Int8Array.of(7));
    },
    read: ({ query, text }) => {
      asked.push(`${query}: ${text}`);
      return Promise.resolve({ vector: Int8Array.of(7), late: 0.5, answer: null });
    },
  };
  const memory = new RememberedInference();
  const [one, other] = [memory.before(models), memory.before(models)];
  await expect(one.embed('bees', 'query')).rejects.toThrow('broken');
  await one.embed('bees', 'query');
  await other.embed('bees', 'query');
  for (const query of ['who', 'where', 'who']) await other.read({ query, text: 'bees', bodyStart: 0 });
  expect(asked).toEqual(['bees', 'bees', 'who: bees', 'where: bees']);
});
