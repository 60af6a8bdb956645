import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InklingError } from '../lib/errors.ts';

/** What a model's manifest.json says of it. */
export interface ModelManifest {
  readonly name: string;
  readonly kind: 'light' | 'heavy';
  readonly version: number;
  readonly source: string;
  readonly licence: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly languages: readonly string[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Reads the manifest of a model's folder. @throws InklingError MODEL_MISSING */
export function readManifest(folder: string): ModelManifest {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return parseManifest(parsed);
  } catch (thrown) {
    throw new InklingError('MODEL_MISSING', {
      cause: `The model in ${folder} has no readable manifest: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      remedy: 'Install Inkling again, or put the original files back.',
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
    maxTokens: manifest.maxTokens ?? 256,
    languages: manifest.languages ?? [],
    files: manifest.files ?? [],
  };
}

/** Compares every file with its checksum. @throws InklingError MODEL_CORRUPT */
export function verifyModel(folder: string, manifest: ModelManifest): void {
  for (const file of manifest.files) {
    const found = createHash('sha256')
      .update(readFileSync(join(folder, file.name)))
      .digest('hex');
    if (found !== file.sha256) {
      throw new InklingError('MODEL_CORRUPT', {
        cause: `${file.name} of the model ${manifest.name} is not the file it should be.`,
        remedy: 'Install Inkling again, or put the original files back.',
      });
    }
  }
}
