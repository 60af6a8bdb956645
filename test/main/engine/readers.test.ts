import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { fillerFiles, READABLE } from '../../helpers/made-corpus.ts';

const QUERIES = ['cancel the lease', 'a violin in the harbour', 'gasket 17', 'the tide tables', 'bees'];

test('many at once are answered as one after the other, by as many threads as it takes', async () => {
  await using bench = await EngineBench.read({ ...READABLE, ...fillerFiles(25, 1, 12) });
  const list = async (query: string): Promise<string[]> =>
    (await bench.stages(query, 'light')).flatMap(({ results }) => results.map(({ path }) => path));
  const alone: string[][] = [];
  for (const query of QUERIES) alone.push(await list(query));
  expect(alone.every((paths) => paths.length > 0)).toBe(true);
  // Again and again: a second thread opens while the first answers, and then takes its share.
  for (let round = 0; round < 20; round += 1) {
    expect(await Promise.all(QUERIES.map(list))).toEqual(alone);
  }
});
