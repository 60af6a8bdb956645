import { expect, test } from 'vitest';

import type { Inference } from '../../../src-main/embed/heavy/inference-pool.ts';
import type { DataSet } from '../../../src-main/engine/data-set.ts';
import { LISTED, withJudgedLibrary } from '../../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { RANKING_WEIGHTS } from '../../../src-main/search/ranking-weights.ts';
import { VERIFIED_PASSAGES } from '../../../src-main/search/verification.ts';

const DIMENSIONS = 384;
const RECORDS = Array.from({ length: 200 }, (_, place) => ({
  id: `record ${place}`,
  title: '',
  text: `The bees of hive ${place} sleep on honey.`,
}));
const DATA: DataSet = {
  records: RECORDS,
  queries: [{ id: 'query', title: '', text: 'where do bees sleep' }],
  judgements: new Map([['query', new Map([['record 7', 1]])]]),
};

/** A model that notes what it was asked, and to which the last records are the nearest. */
function notingModel(): Inference & { readonly asked: string[] } {
  const asked: string[] = [];
  const vectorOf = (text: string): Int8Array =>
    new Int8Array(DIMENSIONS).fill(1).fill(100, 0, Number(/\d+/.exec(text)?.[0] ?? 200));
  return {
    asked,
    embed: (text) => {
      asked.push(text);
      return Promise.resolve(vectorOf(text));
    },
    embedQuery: (text) => {
      asked.push(text);
      return Promise.resolve(vectorOf(text));
    },
    read: ({ text }) => Promise.resolve({ vector: vectorOf(text), late: 0, answer: null }),
  };
}

const ASKING = { mode: 'deep', signal: new AbortController().signal, onProgress: () => undefined } as const;

test('a part of the vectors is stored, and what lacks one is read as if none were', async () => {
  const model = notingModel();
  await withJudgedLibrary(DATA, { spawn: spawnChild, before: () => model }, async (library) => {
    const draw = { share: 0.5, seed: 1 };
    const stored = new Set(
      RECORDS.filter(({ id }) => library.drawnOf(id, draw) === 1).map(({ text }) => text),
    );
    expect(stored.size).toBeGreaterThan(70);
    expect(stored.size).toBeLessThan(130);

    const [nothing] = await library.ask(ASKING);
    const [query, ...read] = model.asked.splice(0);
    expect(read).toHaveLength(VERIFIED_PASSAGES);
    await library.deepen(draw);
    expect(model.asked.splice(0).toSorted()).toEqual([...stored].toSorted());
    await library.ask(ASKING);
    expect(model.asked.splice(0)).toEqual([query, ...read.filter((text) => !stored.has(text))]);
    await library.deepen({ ...draw, share: 1 });
    expect(model.asked.splice(0)).toHaveLength(RECORDS.length - stored.size);
    const [all] = await library.ask(ASKING);
    expect(model.asked).toEqual([query]);
    expect(all?.ranked).toHaveLength(nothing?.ranked.length ?? 0);
  });
});

test('other weights rank otherwise, and only where they are given', async () => {
  const model = notingModel();
  await withJudgedLibrary(DATA, { spawn: spawnChild, before: () => model }, async (library) => {
    const none = { words: 0, light: 0, heavy: 0, documents: 0 };
    const [nothing] = await library.ask({ ...ASKING, weights: { ...RANKING_WEIGHTS, candidates: none } });
    const [product] = await library.ask(ASKING);
    expect(nothing?.ranked).toEqual([]);
    expect(product?.ranked).toHaveLength(LISTED);
  });
});
