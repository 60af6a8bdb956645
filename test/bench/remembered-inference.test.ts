import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
    embedQuery: (text) => {
      asked.push(`? ${text}`);
      return Promise.resolve(Int8Array.of(8));
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
  // A question of the same words is another thing.
  for (const asking of [one, other]) expect(await asking.embedQuery('bees')).toEqual(Int8Array.of(8));
  for (const query of ['who', 'where', 'who']) await other.read({ query, text: 'bees', bodyStart: 0 });
  expect(asked).toEqual(['bees', 'bees', '? bees', 'who: bees', 'where: bees']);
});

test('vectors kept in a file are there for the next run, but for one that was cut off', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'inkling-kept-'));
  const file = join(folder.path, 'vectors');
  const asked: string[] = [];
  const models = {
    embed: (text: string) => {
      asked.push(text);
      return Promise.resolve(Int8Array.of(text.length, -128, 127));
    },
  } as Partial<Inference> as Inference;
  const first = new RememberedInference(file).before(models);
  await first.embed('bees', 'query');
  await first.embed('honey', 'query');
  writeFileSync(file, readFileSync(file, 'latin1').slice(0, -3));
  const next = new RememberedInference(file).before(models);
  expect(await next.embed('bees', 'query')).toEqual(Int8Array.of(4, -128, 127));
  expect(await next.embed('honey', 'query')).toEqual(Int8Array.of(5, -128, 127));
  expect(asked).toEqual(['bees', 'honey', 'honey']);
});
