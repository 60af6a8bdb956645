import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { ModelImport } from '../contract/index.ts';
import { MANIFEST, readManifest, type ModelFile, type ModelManifest } from '../embed/manifest.ts';
import { InklingError } from '../lib/errors.ts';
import { resolveFolder } from './folders.ts';
import { HEAVY_FILES, isModelName, isTaken, type InstalledModel } from './models.ts';
import type { ProbedModel } from './probe-model.ts';

export interface ImportOptions {
  /** The library's folder of models, made where it is not there. */
  readonly models: string;
  readonly probe: (folder: string) => Promise<ProbedModel>;
  readonly signal: AbortSignal;
}

/** Begins the name of a model that is being copied: with a dot, which no model's name does. */
export const DRAFT = '.import-';
const MOST_TOKENS = 256;

/**
 * Copies a model into the library, pinned by its checksums, where it is seen to work; else nothing stays behind.
 * @throws InklingError FOLDER_MISSING, FOLDER_NOT_A_FOLDER, MODEL_FILES_MISSING, MODEL_NAME_INVALID, MODEL_NAME_TAKEN,
 *   MODEL_NOT_COPIED, MODEL_UNUSABLE; the signal's reason
 */
export async function importModel(request: ModelImport, options: ImportOptions): Promise<InstalledModel> {
  const { models, probe, signal } = options;
  const source = resolveFolder(request.folder);
  for (const file of HEAVY_FILES) if (!isFile(join(source, file))) throw filesMissing(source, file);
  const name = freeName(models, request.name ?? nameOf(source));
  mkdirSync(models, { recursive: true, mode: 0o700 });
  // mkdtemp gives it to this person alone (0700), and the rename keeps that.
  const draft = await mkdtemp(join(models, DRAFT));
  try {
    const files = await copyAll(source, draft, signal);
    const blank = blankManifest(name, request.pooling, files);
    await writeManifest(draft, blank);
    await writeManifest(draft, { ...blank, ...(await probe(draft)) });
    const folder = join(models, name);
    await settle(draft, folder, name);
    const manifest = readManifest(folder);
    return { folder, manifest, key: `${manifest.name}@${manifest.version}` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what imports left that ended with their engine; call it with the library's lock in hand. */
export async function sweepImports(models: string): Promise<void> {
  const left = isFolder(models) ? readdirSync(models).filter((name) => name.startsWith(DRAFT)) : [];
  await Promise.all(left.map((name) => rm(join(models, name), { recursive: true, force: true })));
}

/** Copies and hashes in one reading: what is pinned is what was copied. */
async function copyAll(source: string, draft: string, signal: AbortSignal): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  try {
    for (const file of HEAVY_FILES) files.push(await copy(file, source, draft, signal));
    return files;
  } catch (thrown) {
    signal.throwIfAborted();
    throw new InklingError('MODEL_NOT_COPIED', {
      cause: `The model could not be copied: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'See that the folder can be read and that the disk of the library has room.',
    });
  }
}

async function copy(name: string, source: string, draft: string, signal: AbortSignal): Promise<ModelFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    createReadStream(join(source, name)),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    },
    createWriteStream(join(draft, name), { mode: 0o600 }),
    { signal },
  );
  return { name, bytes, sha256: hash.digest('hex') };
}

/** All but what the model itself tells once it runs. */
function blankManifest(name: string, pooling: ModelImport['pooling'], files: ModelFile[]): ModelManifest {
  return {
    name,
    kind: 'heavy',
    version: versionOf(pooling, files),
    source: 'imported',
    licence: 'unknown',
    dimensions: 0,
    pooling,
    maxTokens: MOST_TOKENS,
    languages: [],
    files,
  };
}

/** Vectors are kept by name and version: another model under a name that was deleted must never meet the old ones. */
function versionOf(pooling: string, files: readonly ModelFile[]): number {
  const made = [pooling, ...files.map(({ sha256 }) => sha256)].join('\n');
  return createHash('sha256').update(made).digest().readUIntBE(0, 6);
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
function nameOf(folder: string): string {
  return basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
}

function freeName(models: string, name: string): string {
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
    remedy: 'Give this one another name with --name; see `inkling models list`.',
  });
}

function filesMissing(folder: string, file: string): InklingError {
  return new InklingError('MODEL_FILES_MISSING', {
    cause: `${folder} holds no ${file}.`,
    remedy: `Give a folder that holds ${HEAVY_FILES.join(' and ')}.`,
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
