import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InklingError } from '../lib/errors.ts';

/** How the states of a text's tokens become one vector: their mean, the first token's, or the last one's. */
export type Pooling = 'mean' | 'cls' | 'last';

/** A file of a model, pinned by its checksum. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a model's manifest.json says of it. */
export interface ModelManifest {
  readonly name: string;
  readonly kind: 'light' | 'heavy';
  readonly version: number;
  readonly source: string;
  readonly licence: string;
  /** Lanes of a vector: the first ones, where the model makes more. */
  readonly dimensions: number;
  readonly pooling: Pooling;
  /** What the model was taught to see before a question, and before a passage; empty for nothing. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly maxTokens: number;
  readonly languages: readonly string[];
  readonly files: readonly ModelFile[];
  /** Bounds of its similarities, measured at the import; a model that comes with the program has them in the code. */
  readonly calibration?: { readonly low: number; readonly high: number };
}

/** The file that describes the others of a model's folder. */
export const MANIFEST = 'manifest.json';

const REMEDY =
  'Put the original files back: install Inkling again or, if you imported the model, import it under another name.';

/** Reads the manifest of a model's folder. @throws InklingError MODEL_MISSING */
export function readManifest(folder: string): ModelManifest {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    return parseManifest(parsed);
  } catch (thrown) {
    throw new InklingError('MODEL_MISSING', {
      cause: `The model in ${folder} has no readable manifest: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: REMEDY,
    });
  }
}

/** Parsed JSON enters here; what is missing gets the value that says so. */
function parseManifest(parsed: unknown): ModelManifest {
  if (typeof parsed !== 'object' || parsed === null || !('files' in parsed))
    throw new Error('it names no files');
  const manifest = parsed as Partial<ModelManifest>;
  if (manifest.name === undefined || manifest.kind === undefined || manifest.dimensions === undefined) {
    throw new Error('name, kind or dimensions are missing');
  }
  return {
    name: manifest.name,
    kind: manifest.kind,
    version: manifest.version ?? 1,
    source: manifest.source ?? '',
    licence: manifest.licence ?? '',
    dimensions: manifest.dimensions,
    pooling: manifest.pooling ?? 'mean',
    queryPrefix: manifest.queryPrefix ?? '',
    passagePrefix: manifest.passagePrefix ?? '',
    maxTokens: manifest.maxTokens ?? 256,
    languages: manifest.languages ?? [],
    files: manifest.files ?? [],
    ...(manifest.calibration && { calibration: manifest.calibration }),
  };
}

/** Compares every file with its checksum: about a millisecond a megabyte. @throws InklingError MODEL_CORRUPT */
export async function verifyModel(folder: string, manifest: ModelManifest): Promise<void> {
  for (const file of manifest.files) {
    const found = await checksum(join(folder, file.name)).catch(() => null);
    if (found !== file.sha256) {
      throw new InklingError('MODEL_CORRUPT', {
        cause: `${file.name} of the model ${manifest.name} is not the file it should be.`,
        remedy: REMEDY,
      });
    }
  }
}

/** Reads piece by piece: models may be larger than what one read takes, and whoever else waits goes on. */
async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
