import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Model } from '../contract/index.ts';
import { readManifest, type ModelManifest } from '../embed/manifest.ts';
import { packageRoot } from '../lib/entry.ts';

/** A model that comes with the program. */
export interface InstalledModel {
  readonly folder: string;
  readonly manifest: ModelManifest;
  /** What its codes and vectors are stored under: another version never mixes with this one. */
  readonly key: string;
}

const MODELS = join(packageRoot(), 'resources', 'models');
const LIGHT = 'inkling-light';
const HEAVY = 'minilm-l6-v2';

export function lightModel(): InstalledModel {
  return installed(LIGHT);
}

export function heavyModel(): InstalledModel {
  return installed(HEAVY);
}

/** Every model that is there. */
export function installedModels(): Model[] {
  return readdirSync(MODELS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => installed(entry.name).manifest)
    .map(({ name, kind, dimensions, licence, source, files }) => ({
      name,
      kind,
      dimensions,
      licence,
      source,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      inUse: name === LIGHT || name === HEAVY,
    }));
}

function installed(name: string): InstalledModel {
  const folder = join(MODELS, name);
  const manifest = readManifest(folder);
  return { folder, manifest, key: `${manifest.name}@${manifest.version}` };
}
