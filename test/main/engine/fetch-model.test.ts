import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { ModelFetchEvent } from '../../../src-main/contract/index.ts';
import { connectionAttempts } from '../../../src-main/lib/connections.ts';
import { sweepModels } from '../../../src-main/engine/sweep-models.ts';
import { collect, EngineBench } from '../../helpers/engine-bench.ts';
import { ModelHub } from '../../helpers/model-hub.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { tinyModel } from '../../helpers/tiny-model.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const MEANINGS = [
  ['bees', 'bienen'],
  ['honey', 'honig'],
];
const REPOSITORY = '/Xenova/multilingual-e5-small/resolve/main';
const NEVER = new AbortController().signal;
const SLOW_MILLISECONDS = 30_000;
const NAME = 'multilingual-e5-small';

async function hubFiles(seed = 1): Promise<Map<string, Buffer>> {
  await using folder = await temporaryFolder();
  const made = await tinyModel(join(folder.path, 'tiny'), MEANINGS, { seed });
  return new Map([
    [`${REPOSITORY}/onnx/model_quantized.onnx`, readFileSync(join(made, 'model.onnx'))],
    [`${REPOSITORY}/tokenizer.json`, readFileSync(join(made, 'tokenizer.json'))],
  ]);
}

const fetched = ({ engine }: EngineBench, from: string, name = NAME): Promise<ModelFetchEvent[]> =>
  collect(engine.fetchModel({ name, from }, NEVER));

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'not refused',
    (error: unknown) => error,
  );

const left = ({ library }: EngineBench): string[] => {
  const folder = join(library, 'models');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('a model is fetched from where the person says, told of on the way, imported and pinned', async () => {
  await using hub = await ModelHub.start({ files: await hubFiles() });
  await using bench = await EngineBench.open({});
  const attempts = connectionAttempts();
  const told = await fetched(bench, `${hub.url}/`);
  expect(told.at(-1)?.model).toMatchObject({
    name: NAME,
    licence: 'MIT',
    source: expect.stringContaining('Xenova'),
  });
  expect(told.slice(0, -1).every(({ model }) => model === null)).toBe(true);
  expect(left(bench)).toEqual([NAME]);
  expect(hub.asked).toContain(`${REPOSITORY}/onnx/model_quantized.onnx whole`);
  // Only the computer that was named was asked, and that is this one.
  expect(connectionAttempts()).toBe(attempts);
  expect(await refusal(fetched(bench, hub.url))).toMatchObject({ code: 'MODEL_NAME_TAKEN' });
});

/** Cuts the answer that is held, once what it sent is written. */
async function cutOnce(hub: ModelHub, { library }: EngineBench): Promise<void> {
  const part = join(library, 'models', `.fetch-${NAME}`, 'model.onnx.part');
  const isWritten = (): boolean =>
    hub.held !== null && existsSync(part) && statSync(part).size >= hub.held.sent;
  await waitUntil(isWritten, SLOW_MILLISECONDS);
  const { held } = hub;
  hub.held = null;
  held?.cut();
}

test('a cut connection is made again and goes on where it was cut', async () => {
  await using hub = await ModelHub.start({ files: await hubFiles(), cuts: 3 });
  await using bench = await EngineBench.open({});
  const fetching = fetched(bench, hub.url);
  for (let cuts = 0; cuts < 3; cuts += 1) await cutOnce(hub, bench);
  expect((await fetching).at(-1)?.model).toMatchObject({ name: NAME });
  const encoder = hub.asked.filter((asked) => asked.includes('model_quantized'));
  expect(encoder).toHaveLength(4);
  expect(encoder.slice(1).every((asked) => /bytes=[1-9]\d*-$/.test(asked))).toBe(true);
});

test('what came before the engine or the hub went away is kept, and asked for no second time', async () => {
  await using hub = await ModelHub.start({ files: await hubFiles(), cuts: 1, isDead: true });
  await using bench = await EngineBench.open({});
  const file = hub.options.files.get(`${REPOSITORY}/onnx/model_quantized.onnx`) ?? Buffer.of();
  const fetching = refusal(fetched(bench, hub.url));
  await cutOnce(hub, bench);
  expect(await fetching).toMatchObject({ code: 'DOWNLOAD_CUT' });
  expect(left(bench)).toEqual([`.fetch-${NAME}`]);
  hub.options.isDead = false;
  hub.asked.length = 0;
  await bench.reopen();
  const told = await fetched(bench, hub.url);
  expect(told.at(-1)?.model?.files[0]?.sha256).toHaveLength(64);
  expect(hub.asked[0]).toMatch(/model_quantized\.onnx bytes=[1-9]/);
  const manifest = JSON.parse(readFileSync(join(bench.library, 'models', NAME, 'manifest.json'), 'utf8'));
  expect(manifest.files[0].bytes).toBe(file.length);
});

test('what was fetched in part and left lying for more than a week goes', async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, `.fetch-${NAME}`));
  await mkdir(join(folder.path, NAME));
  const day = 24 * 3_600_000;
  await sweepModels(folder.path, Date.now() + 6 * day);
  expect(readdirSync(folder.path)).toHaveLength(2);
  await sweepModels(folder.path, Date.now() + 8 * day);
  expect(readdirSync(folder.path)).toEqual([NAME]);
});

test('another file under a name that was pinned is refused, and so is one that its server says is another', async () => {
  await using hub = await ModelHub.start({ files: await hubFiles() });
  await using bench = await EngineBench.open({});
  await fetched(bench, hub.url);
  await bench.engine.removeModel(NAME);
  await using other = await ModelHub.start({ files: await hubFiles(2) });
  expect(await refusal(fetched(bench, other.url))).toMatchObject({
    code: 'MODEL_CHANGED',
    remedy: expect.stringContaining('--name'),
  });
  await using lying = await ModelHub.start({ files: await hubFiles(), lies: true });
  await using second = await EngineBench.open({});
  expect(await refusal(fetched(second, lying.url))).toMatchObject({ code: 'MODEL_DAMAGED_ON_THE_WAY' });
  expect(left(second)).not.toContain(NAME);
});

test('where it is not there, or nobody answers, the way without a network is told', async () => {
  await using hub = await ModelHub.start({ files: new Map() });
  await using bench = await EngineBench.open({});
  const byHand = expect.stringContaining(`inkling models import FOLDER --name ${NAME}`);
  expect(await refusal(fetched(bench, hub.url))).toMatchObject({ code: 'FILE_NOT_THERE', remedy: byHand });
  const { url } = hub;
  await hub.stop();
  expect(await refusal(fetched(bench, url))).toMatchObject({ code: 'SERVER_UNREACHABLE', remedy: byHand });
  expect(await refusal(fetched(bench, url, 'no-such-model'))).toMatchObject({ code: 'MODEL_UNKNOWN' });
  expect((await bench.engine.models()).models.map(({ name }) => name)).not.toContain(NAME);
});
