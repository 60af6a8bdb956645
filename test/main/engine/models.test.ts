import { appendFile, readFile, rm } from 'node:fs/promises';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';

/** A real model that is at hand: under another name it is another model. */
const MINILM = fileURLToPath(new URL('../../../resources/models/minilm-l6-v2/', import.meta.url));
const FILES = {
  'flat.txt': 'The tenancy may be ended with three months notice, in writing.',
  'bees.txt': 'Colonies of bees overwinter on stored honey.',
};
const NEVER = new AbortController().signal;
/** Every step starts processes that load a model. */
const SLOW_MILLISECONDS = 90_000;

const importNamed = (bench: EngineBench, name: string, pooling: 'mean' | 'cls' = 'mean') =>
  bench.engine.importModel({ folder: MINILM, name, pooling }, NEVER);

const inUse = async (bench: EngineBench): Promise<string[]> =>
  (await bench.engine.models()).models.filter((model) => model.inUse).map(({ name }) => name);

const deepOf = async (bench: EngineBench): Promise<number> => {
  const [first] = await bench.results('how do I cancel the lease');
  return first?.reasons.flatMap((reason) => (reason.kind === 'deep' ? [reason.value] : []))[0] ?? Number.NaN;
};

const faults = async (bench: EngineBench) =>
  (await bench.engine.doctor(false)).checks.filter(({ ok }) => !ok);

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'not refused',
    (error: { code?: string }) => error.code,
  );

test(
  'an imported model is pinned, closed to others, chosen, and its vectors never mix with those before',
  async () => {
    await using bench = await EngineBench.read(FILES);
    await bench.settle(true);
    const { libraryBytes } = await bench.engine.status();
    const model = await importNamed(bench, 'mine', 'cls');
    expect(model).toMatchObject({
      name: 'mine',
      kind: 'heavy',
      dimensions: 384,
      licence: 'unknown',
      inUse: false,
    });
    const folder = join(bench.library, 'models', 'mine');
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const built = JSON.parse(await readFile(join(MINILM, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      pooling: 'cls',
      source: 'imported',
      maxTokens: 256,
      files: built.files,
    });
    expect(manifest.calibration.low).toBeGreaterThan(0);
    expect(1 - manifest.calibration.high).toBeCloseTo((1 - manifest.calibration.low) * (0.2 / 0.9), 10);
    expect(JSON.stringify(manifest)).not.toContain('resources');
    // Windows has no such modes; its app-data folder is the person's alone.
    if (process.platform !== 'win32') {
      const open = [folder, ...readdirSync(folder).map((name) => join(folder, name))].filter(
        (path) => statSync(path).mode & 0o077,
      );
      expect(open).toEqual([]);
    }
    // A search may have been stored meanwhile; 23 MB of model are not among it.
    expect((await bench.engine.status()).libraryBytes).toBeLessThan(libraryBytes + 1_000_000);

    const before = await deepOf(bench);
    expect(await bench.engine.useModel('mine')).toMatchObject({ model: { name: 'mine' }, changed: true });
    expect(await inUse(bench)).toEqual(['inkling-light', 'mine']);
    expect(await bench.engine.useModel('mine')).toMatchObject({ changed: false });
    expect((await bench.engine.status()).roots).toMatchObject([{ deepened: 0 }]);
    await bench.settle(true);
    expect((await bench.engine.status()).roots).toMatchObject([{ deepened: 2 }]);
    expect(await bench.engine.status()).toMatchObject({ vectors: 2 });
    expect(await deepOf(bench)).not.toBeCloseTo(before, 3);
    expect(await faults(bench)).toEqual([]);

    await bench.engine.useModel('minilm-l6-v2');
    expect(await inUse(bench)).toEqual(['inkling-light', 'minilm-l6-v2']);
    expect(await deepOf(bench)).toBeCloseTo(before, 6);
    await bench.engine.forgetFolder(bench.papers);
    expect(bench.vectors().size).toBe(0);
  },
  SLOW_MILLISECONDS,
);

test(
  'the program’s own model reads where the chosen one is damaged or gone, and doctor says so',
  async () => {
    await using bench = await EngineBench.read(FILES);
    await importNamed(bench, 'mine');
    await bench.engine.useModel('mine');
    const folder = join(bench.library, 'models', 'mine');
    await appendFile(join(folder, 'tokenizer.json'), ' ');
    expect(await refusal(bench.engine.useModel('mine'))).toBe('MODEL_CORRUPT');
    await bench.reopen();
    expect(await inUse(bench)).toEqual(['inkling-light', 'minilm-l6-v2']);
    expect(await bench.found('how do I cancel the lease')).toContain('flat.txt');
    expect(await faults(bench)).toEqual([
      { name: 'model mine', ok: false, detail: expect.stringContaining('minilm-l6-v2 reads in its place') },
    ]);
    await rm(folder, { recursive: true });
    await bench.reopen();
    expect(await faults(bench)).toMatchObject([{ name: 'model mine' }]);
    expect(await bench.engine.useModel('minilm-l6-v2')).toMatchObject({ changed: true });
    expect(await faults(bench)).toEqual([]);
  },
  SLOW_MILLISECONDS,
);

test('what is chosen must be there and be able to read closely', async () => {
  await using bench = await EngineBench.open({});
  await expect(bench.engine.useModel('none')).rejects.toMatchObject({
    code: 'MODEL_UNKNOWN',
    remedy: expect.stringContaining('minilm-l6-v2'),
  });
  expect(await refusal(bench.engine.useModel('../models'))).toBe('MODEL_UNKNOWN');
  expect(await refusal(bench.engine.useModel('inkling-light'))).toBe('MODEL_NOT_HEAVY');
  expect(await bench.engine.useModel('minilm-l6-v2')).toMatchObject({ changed: false });
});
