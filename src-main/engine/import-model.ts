import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { ModelImport } from '../contract/index.ts';
import { MANIFEST, readManifest, type ModelFile, type ModelManifest } from '../embed/manifest.ts';
import { InklingError } from '../lib/errors.ts';
import { resolveFolder } from './folders.ts';
import { describeImport, type ImportFacts } from './imported-manifest.ts';
import type { ModelPins } from './model-pins.ts';
import { HEAVY_FILES, isModelName, isTaken, type InstalledModel } from './models.ts';
import { unusable, type ProbedModel } from './probe-model.ts';

export interface ImportOptions {
  /** The library's folder of models, made where it is not there. */
  readonly models: string;
  readonly probe: (folder: string) => Promise<ProbedModel>;
  /** Checksums of models that were imported before. */
  readonly pins: ModelPins;
  /** Where it comes from; `imported` where a person had it. */
  readonly source?: string;
  readonly signal: AbortSignal;
}

/** Begins the name of a model that is being copied: with a dot, which no model's name does. */
export const DRAFT = '.import-';
/** Where a model's encoder may lie in its folder: as Inkling keeps it, or as hubs do, the smaller one first. */
const ENCODERS = [
  'model.onnx',
  'onnx/model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model.onnx',
  // As a browser saves them, one beside the other.
  'model_quantized.onnx',
  'model_int8.onnx',
] as const;
const [ENCODER, TOKENIZER] = HEAVY_FILES;

/**
 * Copies a model into the library, pinned by its checksums, where it is seen to work; else nothing stays behind.
 * @throws InklingError FOLDER_MISSING, FOLDER_NOT_A_FOLDER, MODEL_FILES_MISSING, MODEL_NAME_INVALID, MODEL_NAME_TAKEN,
 *   MODEL_POOLING_UNKNOWN, MODEL_CHANGED, MODEL_NOT_COPIED, MODEL_UNUSABLE; the signal's reason
 */
export async function importModel(request: ModelImport, options: ImportOptions): Promise<InstalledModel> {
  const { models, probe, pins, signal } = options;
  const source = resolveFolder(request.folder);
  const places = placesOf(source);
  const name = freeName(models, request.name ?? nameOf(source));
  const facts = describeImport({ ...request, name, folder: source }, options.source ?? 'imported');
  mkdirSync(models, { recursive: true, mode: 0o700 });
  // mkdtemp gives it to this person alone (0700), and the rename keeps that.
  const draft = await mkdtemp(join(models, DRAFT));
  try {
    const files = await copyAll(places, draft, signal);
    pins.require(name, files);
    const blank = blankManifest(facts, files);
    await writeManifest(draft, blank);
    const probed = await probe(draft);
    requireDimensions(facts, probed);
    await writeManifest(draft, { ...blank, ...probed });
    const folder = join(models, name);
    await settle(draft, folder, name);
    pins.keep(name, files);
    const manifest = readManifest(folder);
    return { folder, manifest, key: `${manifest.name}@${manifest.version}` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A model's files by name, each with where it lies. */
type Places = ReadonlyMap<string, string>;

/** @throws InklingError MODEL_FILES_MISSING */
function placesOf(source: string): Places {
  const encoder = ENCODERS.map((place) => join(source, place)).find(isFile);
  if (encoder === undefined) throw filesMissing(source, ENCODER);
  const tokenizer = join(source, TOKENIZER);
  if (!isFile(tokenizer)) throw filesMissing(source, TOKENIZER);
  return new Map([
    [ENCODER, encoder],
    [TOKENIZER, tokenizer],
  ]);
}

/** Copies and hashes in one reading: what is pinned is what was copied. */
async function copyAll(places: Places, draft: string, signal: AbortSignal): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  try {
    for (const [file, place] of places) files.push(await copy(place, join(draft, file), signal));
    return files;
  } catch (thrown) {
    signal.throwIfAborted();
    throw new InklingError('MODEL_NOT_COPIED', {
      cause: `The model could not be copied: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'See that the folder can be read and that the disk of the library has room.',
    });
  }
}

async function copy(from: string, to: string, signal: AbortSignal): Promise<ModelFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    createReadStream(from),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    },
    createWriteStream(to, { mode: 0o600 }),
    { signal },
  );
  return { name: basename(to), bytes, sha256: hash.digest('hex') };
}

/** All but what the model itself tells once it runs. */
function blankManifest(facts: ImportFacts, files: ModelFile[]): ModelManifest {
  return { ...facts, kind: 'heavy', version: versionOf(facts, files), files };
}

/** Vectors are kept by name and version: another model under a name that was deleted must never meet the old ones. */
function versionOf(
  { pooling, queryPrefix, passagePrefix, dimensions }: ImportFacts,
  files: readonly ModelFile[],
): number {
  const way = JSON.stringify([pooling, queryPrefix, passagePrefix, dimensions]);
  const made = [way, ...files.map(({ sha256 }) => sha256)].join('\n');
  return createHash('sha256').update(made).digest().readUIntBE(0, 6);
}

/** What was asked for may be more than there is. @throws InklingError MODEL_UNUSABLE */
function requireDimensions({ dimensions }: ImportFacts, probed: ProbedModel): void {
  if (dimensions > probed.dimensions)
    throw unusable(`it makes ${probed.dimensions} dimensions, not ${dimensions}`);
}

async function writeManifest(folder: string, manifest: ModelManifest): Promise<void> {
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
}

/** Two imports at once may have found the same name free; the second one is refused here. */
async function settle(draft: string, folder: string, name: string): Promise<void> {
  try {
    await rename(draft, folder);
  } catch (thrown) {
    throw isFolder(folder) ? nameTaken(name) : thrown;
  }
}

/** The folder's name as a model's: capitals made small, what no name may hold made hyphens. */
export function nameOf(folder: string): string {
  return basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
}

/** @throws InklingError MODEL_NAME_INVALID, MODEL_NAME_TAKEN */
export function freeName(models: string, name: string): string {
  if (!isModelName(name)) {
    throw new InklingError('MODEL_NAME_INVALID', {
      cause: `A model cannot be named "${name}".`,
      remedy:
        'Give it a name of small letters, digits, dots and hyphens with --name, at most 64, a letter or digit at either end.',
    });
  }
  if (isTaken(models, name)) throw nameTaken(name);
  return name;
}

function nameTaken(name: string): InklingError {
  return new InklingError('MODEL_NAME_TAKEN', {
    cause: `There is a model ${name} already.`,
    remedy: `If it is that one, use it: \`inkling models use ${name}\`; else give this one another name with --name.`,
  });
}

function filesMissing(folder: string, file: string): InklingError {
  return new InklingError('MODEL_FILES_MISSING', {
    cause: `${folder} holds no ${file}.`,
    remedy: `Give a folder that holds ${HEAVY_FILES.join(' and ')}; the encoder may lie in onnx/ as well.`,
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
