import { describe, expect, test } from 'vitest';

import { collect, EngineBench } from '../../helpers/engine-bench.ts';

const NOTES = {
  'bees.md': '# Hives\n\nColonies overwinter on stored honey; the bees cluster around their queen.\n',
  'lease.md': '# Lease\n\nThe tenant may end the lease with three months notice, in writing.\n',
  'bread.md': '# Bread\n\nKnead the dough, let it rest overnight, bake the loaf at 230 degrees.\n',
  'tax.md': '# Taxes\n\nThe declaration is due in July; receipts are kept for ten years.\n',
  'ships.md': '# Ferry\n\nThe ferry leaves the harbour at six and returns at noon.\n',
};
const NEVER = new AbortController().signal;

async function answered(bench: EngineBench, query: string, mode: 'light' | 'lexical' = 'light') {
  const [stage] = await bench.stages(query, mode);
  if (stage === undefined) throw new Error('there is an answer');
  return stage;
}

describe('what is listed', () => {
  test('answers by its words or its meaning; what does neither is called weak, where it ranks', async () => {
    await using bench = await EngineBench.read(NOTES);
    const { results, total, strong } = await answered(bench, 'where do bees keep their honey');
    expect(results[0]).toMatchObject({ name: 'bees.md', weak: false });
    const weak = results.filter((result) => result.weak);
    expect(weak.map(({ name }) => name)).toEqual(expect.arrayContaining(['tax.md', 'ships.md']));
    expect([total, strong]).toEqual([results.length, results.length - weak.length]);
    const scores = results.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });

  test('is everything where words alone, or filters alone, are asked for', async () => {
    await using bench = await EngineBench.read(NOTES);
    for (const [query, mode] of [
      ['honey the', 'lexical'],
      ['type:markdown', 'light'],
      ['file:tax', 'light'],
    ] as const) {
      const { results, total, strong } = await answered(bench, query, mode);
      expect({ query, strong, weak: results.filter(({ weak }) => weak) }).toEqual({
        query,
        strong: total,
        weak: [],
      });
    }
  });

  test('goes on where a page of it ended', async () => {
    await using bench = await EngineBench.read(NOTES);
    const request = { query: 'the tenant and the bees', mode: 'light' as const, passages: 1, asTyped: false };
    const pageOf = async (limit: number, offset = 0) => {
      const [stage] = await collect(bench.engine.search({ ...request, limit, offset }, NEVER));
      return stage?.results.map(({ name }) => name) ?? [];
    };
    const whole = await pageOf(5);
    expect(whole).toHaveLength(5);
    expect([...(await pageOf(2)), ...(await pageOf(3, 2))]).toEqual(whole);
    const filtered = async (limit: number, offset: number) => {
      const asked = { ...request, query: 'type:markdown', limit, offset };
      const [stage] = await collect(bench.engine.search(asked, NEVER));
      return stage?.results.map(({ name }) => name) ?? [];
    };
    expect([...(await filtered(2, 0)), ...(await filtered(9, 2))]).toEqual(await filtered(9, 0));
  });
});
