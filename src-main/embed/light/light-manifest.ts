import { InklingError } from '../../lib/errors.ts';

export interface LightManifest {
  readonly name: string;
  readonly kind: 'light';
  readonly version: number;
  readonly licence: string;
  readonly dimensions: number;
  readonly languages: readonly string[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** The lanes of the summing kernel and the 32 bytes of a code both rest on this. */
export const LIGHT_DIMENSIONS = 256;

export function parseLightManifest(json: string, directory: string): LightManifest {
  const manifest = parse(json) as Partial<LightManifest> | undefined;
  const complete =
    manifest?.kind === 'light' && manifest.dimensions === LIGHT_DIMENSIONS && Array.isArray(manifest.files);
  if (!complete) {
    throw new InklingError('MODEL_CORRUPT', {
      cause: `The model in ${directory} is damaged: its manifest does not describe a light model of ${LIGHT_DIMENSIONS} dimensions.`,
      remedy: 'Install Inkling again, or put the original files back.',
    });
  }
  return manifest as LightManifest;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
