import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Model } from '../contract/index.ts';
import { readManifest, verifyModel, type ModelManifest } from '../embed/manifest.ts';
import { onDisk, packageRoot } from '../lib/entry.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';

/** A model that comes with the program or was imported into a library. */
export interface InstalledModel {
  readonly folder: string;
  readonly manifest: ModelManifest;
  /** What its codes and vectors are stored under: another version never mixes with this one. */
  readonly key: string;
}

/** The model that reads closely, and why it is not the one that was chosen. */
export interface ChosenModel {
  readonly heavy: InstalledModel;
  readonly fault: { readonly name: string; readonly error: InklingError } | null;
}

/** Files that make a heavy model. */
export const HEAVY_FILES = ['model.onnx', 'tokenizer.json'] as const;

/** ONNX Runtime opens them itself. */
const BUILT_IN = onDisk(join(packageRoot(), 'resources', 'models'));
const LIGHT = 'inkling-light';
const HEAVY = 'minilm-l6-v2';

/** A name is a folder's, on every system: short, no dot at either end, nothing that differs in case alone. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;

export function isModelName(name: string): boolean {
  return NAME.test(name);
}

export function lightModel(): InstalledModel {
  return installed(BUILT_IN, LIGHT);
}

/** Every model that comes with the program or can be read in the library's folder of models. */
export function installedModels(models: string): InstalledModel[] {
  const imported = modelNames(models).flatMap((name) => {
    try {
      return [importedModel(models, name)];
    } catch {
      // Half a model is none; whoever asks for it by name is told what is wrong with it.
      return [];
    }
  });
  return [...modelNames(BUILT_IN).map((name) => installed(BUILT_IN, name)), ...imported];
}

/** Whether a model may not have this name: another has it, or what is left of one. */
export function isTaken(models: string, name: string): boolean {
  return modelNames(BUILT_IN).includes(name) || modelNames(models).includes(name);
}

/**
 * The model of that name, every checksum compared, for close reading.
 * @throws InklingError MODEL_UNKNOWN, MODEL_NOT_HEAVY, MODEL_MISSING, MODEL_CORRUPT
 */
export async function verifiedHeavyModel(models: string, name: string): Promise<InstalledModel> {
  if (!isModelName(name) || !isTaken(models, name)) throw unknown(models, name);
  const model = modelNames(BUILT_IN).includes(name) ? installed(BUILT_IN, name) : importedModel(models, name);
  if (model.manifest.kind !== 'heavy') throw notHeavy(models, name);
  await verifyModel(model.folder, model.manifest);
  return model;
}

/**
 * An imported model that may be removed, with what its files take.
 * @throws InklingError MODEL_UNKNOWN, MODEL_BUILT_IN, MODEL_IN_USE, MODEL_MISSING, MODEL_CORRUPT
 */
export function removableModel(
  models: string,
  name: string,
  inUse: InstalledModel,
): InstalledModel & { readonly bytes: number } {
  if (modelNames(BUILT_IN).includes(name)) throw notRemovable(name, 'MODEL_BUILT_IN');
  if (!isModelName(name) || !isTaken(models, name)) throw unknown(models, name);
  if (inUse.manifest.name === name) throw notRemovable(name, 'MODEL_IN_USE');
  const model = importedModel(models, name);
  return { ...model, bytes: describeModel(model, false).bytes };
}

/** The model a library reads closely with: the chosen one or, where that cannot be had, the one of the program. */
export async function chooseHeavyModel(models: string, chosen: string = HEAVY): Promise<ChosenModel> {
  const heavy = installed(BUILT_IN, HEAVY);
  if (chosen === HEAVY) return { heavy, fault: null };
  try {
    return { heavy: await verifiedHeavyModel(models, chosen), fault: null };
  } catch (thrown) {
    return { heavy, fault: { name: chosen, error: normaliseError(thrown) } };
  }
}

/** What is told of a model. */
export function describeModel({ manifest }: InstalledModel, inUse: boolean): Model {
  const { name, kind, dimensions, licence, source, languages, files } = manifest;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const pinned = files.map((file) => ({ name: file.name, sha256: file.sha256 }));
  return { name, kind, dimensions, licence, source, languages: [...languages], bytes, files: pinned, inUse };
}

function modelNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isModelName);
  } catch {
    return [];
  }
}

function installed(place: string, name: string): InstalledModel {
  const folder = join(place, name);
  const manifest = readManifest(folder);
  return { folder, manifest, key: `${manifest.name}@${manifest.version}` };
}

/** An imported manifest may have been edited: checksums of other files, or of none, would say nothing. */
function importedModel(models: string, name: string): InstalledModel {
  const model = installed(models, name);
  const { manifest } = model;
  const isWhole = HEAVY_FILES.every((file) => manifest.files.some((known) => known.name === file));
  if (manifest.name === name && manifest.kind === 'heavy' && isWhole) return model;
  throw new InklingError('MODEL_CORRUPT', {
    cause: `The manifest of the model ${name} is not the one its import wrote.`,
    remedy: `Import the model again under another name; ${model.folder} may be deleted.`,
  });
}

function unknown(models: string, name: string): InklingError {
  return new InklingError('MODEL_UNKNOWN', {
    cause: `There is no model ${name}.`,
    remedy: `Choose one of these: ${heavyNames(models)}; or import it with \`inkling models import DIR\`.`,
  });
}

function notRemovable(name: string, code: 'MODEL_BUILT_IN' | 'MODEL_IN_USE'): InklingError {
  const [cause, remedy] =
    code === 'MODEL_IN_USE'
      ? [`${name} is in use.`, 'Use another model first: `inkling models use NAME`.']
      : [`${name} comes with Inkling.`, 'Only imported models can be removed.'];
  return new InklingError(code, { cause, remedy });
}

function notHeavy(models: string, name: string): InklingError {
  return new InklingError('MODEL_NOT_HEAVY', {
    cause: `${name} makes first lists, which it does anyway; it cannot read closely.`,
    remedy: `Choose one of these: ${heavyNames(models)}.`,
  });
}

function heavyNames(models: string): string {
  return installedModels(models)
    .filter(({ manifest }) => manifest.kind === 'heavy')
    .map(({ manifest }) => manifest.name)
    .join(', ');
}
