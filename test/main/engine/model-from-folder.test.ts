import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { describeImport } from '../../../src-main/engine/imported-manifest.ts';
import { readManifest } from '../../../src-main/embed/manifest.ts';
import type { InklingError } from '../../../src-main/lib/errors.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { tinyModel } from '../../helpers/tiny-model.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** Words of three languages. */
const MEANINGS = [
  ['kündigung', 'résiliation', 'notice'],
  ['wohnung', 'logement', 'flat'],
  ['bienen', 'abeilles', 'bees'],
  ['honig', 'miel', 'honey'],
] as const;
const FILES = {
  'wohnung.txt': 'kündigung wohnung',
  'bienen.txt': 'bienen honig',
};
const NEVER = new AbortController().signal;
const MEAN = { pooling: 'mean' } as const;
const PAGE_BYTES = 4_096;
const SLOW_MILLISECONDS = 90_000;

const indexBytes = ({ library }: EngineBench): number => statSync(join(library, 'index.db')).size;
const modelNamed = async ({ engine }: EngineBench, name: string) =>
  (await engine.models()).models.find((model) => model.name === name);
const manifestOf = ({ library }: EngineBench, name: string) => readManifest(join(library, 'models', name));
const isOver = async ({ engine }: EngineBench): Promise<boolean> => (await engine.models()).change === null;

test(
  'a model of other languages finds across them, says which they are, and gives its space back',
  async () => {
    await using folder = await temporaryFolder();
    await using bench = await EngineBench.read(FILES);
    await bench.settle(true);
    await bench.close();
    const before = indexBytes(bench);
    await bench.reopen();
    const made = await tinyModel(join(folder.path, 'tiny'), MEANINGS);
    const languages = ['de', 'fr', 'en'];
    await bench.engine.importModel({ folder: made, pooling: 'mean', languages, licence: 'MIT' }, NEVER);
    expect(await modelNamed(bench, 'tiny')).toMatchObject({ languages, licence: 'MIT', dimensions: 32 });

    expect(await bench.engine.useModel('tiny')).toMatchObject({ changed: true });
    expect((await bench.engine.models()).change).toMatchObject({ from: 'minilm-l6-v2', to: 'tiny' });
    await bench.settle(true);
    await waitUntil(() => isOver(bench), SLOW_MILLISECONDS);
    expect(await bench.found('abeilles miel', 'deep')).toEqual(['bienen.txt', 'wohnung.txt']);
    expect(await bench.found('résiliation logement', 'deep')).toEqual(['wohnung.txt', 'bienen.txt']);

    await bench.engine.useModel('minilm-l6-v2');
    await bench.engine.removeModel('tiny');
    expect(existsSync(join(bench.library, 'models', 'tiny'))).toBe(false);
    expect((await bench.engine.models()).change).toBeNull();
    await bench.settle(true);
    await bench.close();
    // The names of models that were there once take no page of their own.
    expect(indexBytes(bench)).toBeLessThanOrEqual(before + PAGE_BYTES);
    await bench.reopen();
    expect((await bench.found('bienen', 'deep'))[0]).toBe('bienen.txt');
  },
  SLOW_MILLISECONDS,
);

describe('what stands beside a model', () => {
  test('says how it is used, unless the person says otherwise', async () => {
    await using folder = await temporaryFolder();
    const files = {
      '1_Pooling/config.json': JSON.stringify({
        pooling_mode_cls_token: true,
        pooling_mode_mean_tokens: false,
      }),
      'config_sentence_transformers.json': JSON.stringify({
        prompts: { query: 'ask: ', document: 'told: ' },
      }),
      'sentence_bert_config.json': JSON.stringify({ max_seq_length: 128 }),
    };
    const made = await tinyModel(join(folder.path, 'told'), MEANINGS, { files });
    const told = { pooling: 'cls', queryPrefix: 'ask: ', passagePrefix: 'told: ', maxTokens: 128 };
    expect(describeImport({ folder: made, name: 'told' }, 'imported')).toMatchObject(told);
    const said = { pooling: 'last', queryPrefix: '', dimensions: 16, languages: ['fi'] } as const;
    expect(
      describeImport({ folder: made, name: 'bge-m3', ...said, languages: ['fi'] }, 'imported'),
    ).toMatchObject({
      ...told,
      ...said,
      licence: 'MIT',
    });
  });

  test('is made up for by the catalogue, which knows the model by its name', async () => {
    await using folder = await temporaryFolder();
    await using bench = await EngineBench.open({});
    const made = await tinyModel(join(folder.path, 'multilingual-e5-small-int8'), MEANINGS);
    const model = await bench.engine.importModel({ folder: made }, NEVER);
    expect(model.languages).toContain('sw');
    expect(manifestOf(bench, model.name)).toMatchObject({
      licence: 'MIT',
      pooling: 'mean',
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
    });
  });
});

test.each([
  { why: 'nothing says how its tokens become one vector', made: {}, said: {}, words: /--pooling/ },
  {
    why: 'it wants what no encoder wants',
    made: { inputs: ['input_ids', 'position_ids'] },
    said: MEAN,
    words: /position_ids/,
  },
  { why: 'it gives no states', made: { output: 'logits' }, said: MEAN, words: /last_hidden_state/ },
  { why: 'it gives no numbers', made: { isBroken: true }, said: MEAN, words: /no numbers/ },
  { why: 'it has fewer dimensions', made: {}, said: { ...MEAN, dimensions: 64 }, words: /32 dimensions/ },
])('a model is refused, and nothing of it stays, where $why', async ({ made, said, words }) => {
  await using folder = await temporaryFolder();
  await using bench = await EngineBench.open({});
  const model = await tinyModel(join(folder.path, 'mine'), MEANINGS, made);
  const refused = bench.engine.importModel({ folder: model, ...said }, NEVER);
  const { code, message, remedy } = await refused.then(
    () => ({ code: 'not refused', message: '', remedy: '' }),
    (error: InklingError) => error,
  );
  expect(code).toMatch(/^MODEL_(?:POOLING_UNKNOWN|UNUSABLE)$/);
  expect(`${message} ${remedy}`).toMatch(words);
  expect(existsSync(join(bench.library, 'models', 'mine'))).toBe(false);
});

test('a model under a name that was imported before must be the same one', async () => {
  await using folder = await temporaryFolder();
  await using bench = await EngineBench.open({});
  const [one, other] = [join(folder.path, 'a', 'mine'), join(folder.path, 'b', 'mine')];
  await tinyModel(one, MEANINGS);
  await tinyModel(other, MEANINGS, { seed: 2 });
  await bench.engine.importModel({ folder: one, pooling: 'mean' }, NEVER);
  await bench.engine.removeModel('mine');
  await expect(bench.engine.importModel({ folder: other, pooling: 'mean' }, NEVER)).rejects.toMatchObject({
    code: 'MODEL_CHANGED',
    remedy: expect.stringContaining('--name'),
  });
  await bench.engine.importModel({ folder: other, name: 'another', pooling: 'mean' }, NEVER);
  await bench.engine.importModel({ folder: one, pooling: 'mean' }, NEVER);
});
