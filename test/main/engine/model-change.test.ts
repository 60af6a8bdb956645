import { join } from 'node:path';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { tinyModel } from '../../helpers/tiny-model.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const MEANINGS = [
  ['lease', 'tenancy', 'cancel'],
  ['bees', 'honey', 'hive'],
];
const FILES = {
  'flat.txt': 'The tenancy may be ended with three months notice, in writing.',
  'bees.txt': 'Colonies of bees overwinter on stored honey.',
  'ship.txt': 'The ferry to the island leaves from the eastern pier at noon.',
};
const NEVER = new AbortController().signal;
const SLOW_MILLISECONDS = 90_000;

const modelsStored = (bench: EngineBench): string[] =>
  bench
    .rows<{ name: string }>(
      'SELECT DISTINCT name FROM vectors JOIN models ON models.id = model ORDER BY name',
    )
    .map(({ name }) => name.replace(/@.*/, ''));

/** Read by the program's own model; another one is there. */
async function readByOne(folder: string): Promise<EngineBench> {
  const bench = await EngineBench.read(FILES);
  await bench.settle(true);
  const made = await tinyModel(join(folder, 'tiny'), MEANINGS);
  await bench.engine.importModel({ folder: made, pooling: 'mean' }, NEVER);
  return bench;
}

test(
  'the model before answers until all is read anew, over an end of the engine, then what it made goes',
  async () => {
    await using folder = await temporaryFolder();
    await using bench = await readByOne(folder.path);
    const deep = async () => (await bench.stages('how do I cancel the lease', 'deep')).at(-1);
    const before = await deep();
    await bench.engine.useModel('tiny');
    const change = { from: 'minilm-l6-v2', to: 'tiny', done: 0, total: 3 };
    await waitUntil(async () => (await bench.engine.models()).change?.total === 3, SLOW_MILLISECONDS);
    expect((await bench.engine.models()).change).toEqual(change);
    const between = await deep();
    // What is stored of the model before serves: nothing was read while somebody waited.
    expect(between?.closely).toEqual(before?.closely);
    expect(between?.results.map(({ path }) => path)).toEqual(before?.results.map(({ path }) => path));
    expect(modelsStored(bench)).toEqual(['minilm-l6-v2']);

    await bench.reopen();
    expect((await bench.engine.models()).change).toMatchObject({ from: 'minilm-l6-v2', to: 'tiny' });
    await bench.settle(true);
    await waitUntil(async () => (await bench.engine.models()).change === null, SLOW_MILLISECONDS);
    expect(modelsStored(bench)).toEqual(['tiny']);
    await bench.reopen();
    expect((await bench.engine.models()).change).toBeNull();
    expect(await bench.found('hive', 'deep')).toContain('bees.txt');
  },
  SLOW_MILLISECONDS,
);

test(
  'searches that come while the model is changed are all answered',
  async () => {
    await using folder = await temporaryFolder();
    await using bench = await readByOne(folder.path);
    const asking = Array.from({ length: 12 }, async (_, turn) => {
      if (turn === 4) await bench.engine.useModel('tiny');
      if (turn === 8) await bench.engine.useModel('minilm-l6-v2');
      return bench.found('tenancy notice', turn % 2 ? 'deep' : 'light');
    });
    for (const found of await Promise.all(asking)) expect(found[0]).toBe('flat.txt');
  },
  SLOW_MILLISECONDS,
);

test(
  'what comes and goes while the model is changed is found by whichever model has read it',
  async () => {
    await using folder = await temporaryFolder();
    await using bench = await readByOne(folder.path);
    await bench.engine.useModel('tiny');
    await bench.engine.forgetFolder(bench.papers);
    expect(modelsStored(bench)).toEqual([]);
    await bench.engine.addFolder(bench.papers);
    await bench.settle();
    expect(await bench.found('honey hive', 'deep')).toContain('bees.txt');
    await bench.settle(true);
    await waitUntil(async () => (await bench.engine.models()).change === null, SLOW_MILLISECONDS);
    expect(modelsStored(bench)).toEqual(['tiny']);
  },
  SLOW_MILLISECONDS,
);
