import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ModelFetch, ModelFetchEvent, ModelImport } from '../contract/index.ts';
import { CATALOGUE, DEFAULT_HUB } from '../embed/catalogue.ts';
import { download, toldChecksum } from '../lib/download.ts';
import { InklingError } from '../lib/errors.ts';
import { freeName, nameOf } from './import-model.ts';
import { describeModel, type InstalledModel } from './models.ts';

export interface FetchOptions {
  /** The library's folder of models. */
  readonly models: string;
  /** Imports what was fetched. */
  readonly take: (request: ModelImport, source: string) => Promise<InstalledModel>;
  readonly signal: AbortSignal;
}

/** Begins the name of the folder that a model is fetched into: what came stays there until all of it is. */
export const FETCHED = '.fetch-';
const REVISION = 'main';
const TOLD_EVERY = 200;
/** Of a repository that the catalogue does not know: where its encoder may lie, the smaller one first. */
const ENCODERS = ['onnx/model_quantized.onnx', 'onnx/model.onnx'];
/** What says how a model is to be used; a hub may be without. */
const SETTINGS = ['1_Pooling/config.json', 'config_sentence_transformers.json', 'sentence_bert_config.json'];

interface Wanted {
  readonly name: string;
  readonly repository: string;
  readonly encoders: readonly string[];
}

/**
 * Brings a model from a hub or a mirror, because a person asked for it, and imports it; says how far it is. Broken off,
 * it goes on from there when it is asked again.
 * @throws InklingError MODEL_UNKNOWN, MODEL_NOT_FETCHED, MODEL_DAMAGED_ON_THE_WAY; as importModel does; the signal's reason
 */
export async function* fetchModel(
  request: ModelFetch,
  { models, take, signal }: FetchOptions,
): AsyncGenerator<ModelFetchEvent> {
  const wanted = wantedOf(request);
  freeName(models, wanted.name);
  const folder = join(models, `${FETCHED}${wanted.name}`);
  const place = `${(request.from ?? DEFAULT_HUB).replace(/\/+$/, '')}/${wanted.repository}`;
  const state: Bringing['state'] = { file: '', done: 0, total: null, isOver: false };
  const bringing = bringAll(wanted, { place, folder, state, signal });
  // Who waits below hears of a failure.
  bringing.catch(() => undefined).finally(() => (state.isOver = true));
  while (!state.isOver) {
    yield toldOf(state);
    await Promise.race([bringing.catch(() => undefined), sleep(TOLD_EVERY)]);
  }
  await bringing.catch((thrown: unknown) => {
    signal.throwIfAborted();
    throw notFetched(wanted, thrown);
  });
  yield { ...toldOf(state), model: describeModel(await taken(wanted, folder, { take, signal }), false) };
}

function toldOf({ file, done, total }: Bringing['state']): ModelFetchEvent {
  return { file, done, total, model: null };
}

/** What was fetched is imported, or of no use: another try fetches it anew. */
async function taken(
  { name, repository }: Wanted,
  folder: string,
  { take, signal }: Pick<FetchOptions, 'take' | 'signal'>,
): Promise<InstalledModel> {
  try {
    return await take({ folder, name }, `${repository}, fetched`);
  } finally {
    if (!signal.aborted) await rm(folder, { recursive: true, force: true });
  }
}

/** A name of the catalogue, or a hub's own: owner/name. */
function wantedOf({ name }: ModelFetch): Wanted {
  const known = CATALOGUE.find((model) => model.name === name || model.repository === name);
  if (known !== undefined) return { ...known, encoders: [known.onnx] };
  if (/^[\w.-]+\/[\w.-]+$/.test(name)) return { name: nameOf(name), repository: name, encoders: ENCODERS };
  throw new InklingError('MODEL_UNKNOWN', {
    cause: `The catalogue has no ${name}.`,
    remedy: 'See `inkling models catalogue`, or name a repository of the hub: owner/name.',
  });
}

interface Bringing {
  readonly place: string;
  readonly folder: string;
  readonly state: { file: string; done: number; total: number | null; isOver: boolean };
  readonly signal: AbortSignal;
}

async function bringAll({ encoders }: Wanted, bringing: Bringing): Promise<void> {
  await bringOne([...encoders], 'model.onnx', bringing);
  await bringOne(['tokenizer.json'], 'tokenizer.json', bringing);
  for (const file of SETTINGS) await bringOne([file], file, bringing).catch(unlessMissing);
}

/** The first of several places that has the file. */
async function bringOne(places: string[], file: string, bringing: Bringing): Promise<void> {
  const [first = '', ...others] = places;
  const { place, folder, state, signal } = bringing;
  const path = join(folder, file);
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const url = `${place}/resolve/${REVISION}/${first}`;
  Object.assign(state, { file, done: 0, total: null });
  const onBytes = (done: number, total: number | null): void => void Object.assign(state, { done, total });
  try {
    await download({ url, path, onBytes, signal });
  } catch (thrown) {
    if (others.length === 0) throw thrown;
    unlessMissing(thrown);
    return bringOne(others, file, bringing);
  }
  await requireChecksum(url, path, signal);
}

/** Where the server tells one. */
async function requireChecksum(url: string, path: string, signal: AbortSignal): Promise<void> {
  const told = await toldChecksum(url, signal);
  if (told === null) return;
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  if (hash.digest('hex') === told) return;
  await rm(path);
  throw new InklingError('MODEL_DAMAGED_ON_THE_WAY', {
    cause: `${url} did not arrive as its server says it is.`,
    remedy: 'It was thrown away: ask again.',
  });
}

function unlessMissing(thrown: unknown): void {
  if (!(thrown instanceof InklingError) || thrown.code !== 'FILE_NOT_THERE') throw thrown;
}

/** Whatever stands in the way, a person can bring the files themselves. */
function notFetched({ name, repository, encoders }: Wanted, thrown: unknown): unknown {
  if (!(thrown instanceof InklingError)) return thrown;
  const byHand =
    `Or bring it yourself: put ${encoders[0] ?? ''} and tokenizer.json of ${repository} into one folder, on this ` +
    `computer or another, then \`inkling models import FOLDER --name ${name}\`.`;
  return new InklingError(thrown.code, { cause: thrown.message, remedy: `${thrown.remedy} ${byHand}` });
}
