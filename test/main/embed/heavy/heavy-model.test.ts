import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CloseReader } from '../../../../src-main/embed/heavy/close-reader.ts';
import { HeavyModel, quantise } from '../../../../src-main/embed/heavy/heavy-model.ts';
import type { ModelManifest } from '../../../../src-main/embed/manifest.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { tinyModel } from '../../../helpers/tiny-model.ts';

const MEANINGS = [['ask'], ['told'], ['bees'], ['honey'], ['ferry']];
const PLAIN: Partial<ModelManifest> = { pooling: 'mean', dimensions: 32 };

/** A tiny model used as its manifest says. */
async function model(folder: string, manifest: Partial<ModelManifest>): Promise<HeavyModel> {
  await tinyModel(folder, MEANINGS);
  const facts = { name: 'tiny', kind: 'heavy', ...PLAIN, ...manifest, files: [] };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(facts));
  return HeavyModel.load(folder);
}

/** The row of a word, as the tokenizer and the table have it. */
async function states(from: HeavyModel, text: string): Promise<Float32Array[]> {
  const { lanes, dimensions } = await from.states(text);
  return Array.from({ length: lanes.length / dimensions }, (_, token) =>
    lanes.slice(token * dimensions, (token + 1) * dimensions),
  );
}

describe('a model', () => {
  it('sees what it was taught to see before a question, and before a passage', async () => {
    await using folder = await temporaryFolder();
    const plain = await model(join(folder.path, 'a'), {});
    const taught = await model(join(folder.path, 'b'), { queryPrefix: 'ask ', passagePrefix: 'told ' });
    expect(await taught.embed('bees', 'query')).toEqual(await plain.embed('ask bees'));
    expect(await taught.embed('bees')).toEqual(await plain.embed('told bees'));
    expect(await plain.embed('bees', 'query')).toEqual(await plain.embed('bees'));
    expect(await taught.embed('bees', 'query')).not.toEqual(await taught.embed('bees'));
    const reader = new CloseReader(taught);
    const text = 'The ferry is late. Bees make honey.';
    const { vector, answer } = await reader.read({ query: 'honey bees', text, bodyStart: 0 });
    expect(vector).toEqual(await taught.embed(text));
    expect(text.slice(answer?.start, answer?.end)).toBe('Bees make honey.');
  });

  it('makes one vector of the states of a text as it is told, of all lanes or the first', async () => {
    await using folder = await temporaryFolder();
    const [mean, cls, last, cut] = await Promise.all(
      [{}, { pooling: 'cls' }, { pooling: 'last' }, { dimensions: 8 }].map((manifest, place) =>
        model(join(folder.path, String(place)), manifest as Partial<ModelManifest>),
      ),
    );
    if (!mean || !cls || !last || !cut) throw new Error('no models');
    const rows = await states(mean, 'bees honey ferry');
    const [first, , third] = rows;
    if (!first || !third) throw new Error('no states');
    const sum = first.map((_, lane) => rows.reduce((total, row) => total + row[lane]!, 0));
    expect(await mean.embed('bees honey ferry')).toEqual(quantise(sum));
    expect(await cls.embed('bees honey ferry')).toEqual(quantise(first));
    expect(await last.embed('bees honey ferry')).toEqual(quantise(third));
    expect(await cut.embed('bees honey ferry')).toEqual(quantise(sum.subarray(0, 8)));
  });

  it('is read whole by what its files are, and refused where they are no encoder', async () => {
    await using folder = await temporaryFolder();
    await model(folder.path, {});
    const bytes = await readFile(join(folder.path, 'model.onnx'));
    await writeFile(join(folder.path, 'model.onnx'), bytes.subarray(0, bytes.length / 2));
    await expect(HeavyModel.load(folder.path)).rejects.toThrow(/./);
    expect(() => quantise(Float32Array.of(1, Number.NaN))).toThrow('no numbers');
    expect(quantise(Float32Array.of(0, 0))).toEqual(Int8Array.of(0, 0));
  });
});
