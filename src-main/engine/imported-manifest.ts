import type { ModelImport } from '../contract/index.ts';
import { catalogued } from '../embed/catalogue.ts';
import { readFolderSettings } from '../embed/folder-settings.ts';
import type { ModelManifest } from '../embed/manifest.ts';
import { InklingError } from '../lib/errors.ts';

/** What is known of a model before it runs; `dimensions` is 0 where all of them count. */
export type ImportFacts = Omit<ModelManifest, 'kind' | 'version' | 'files' | 'calibration'>;

type Named = ModelImport & { readonly name: string };

/** Inkling's passages are of about 200 tokens: no more is ever given to a model. */
const MOST_TOKENS = 256;

/** Where nobody says anything. */
const UNSAID: Omit<ImportFacts, 'name' | 'source' | 'dimensions' | 'pooling'> & Partial<ImportFacts> = {
  licence: 'unknown',
  queryPrefix: '',
  passagePrefix: '',
  maxTokens: MOST_TOKENS,
  languages: [],
};

/** What a person said, without what was left out. */
function given({
  pooling,
  queryPrefix,
  passagePrefix,
  languages,
  licence,
}: ModelImport): Partial<ImportFacts> {
  return {
    ...(pooling !== undefined && { pooling }),
    ...(queryPrefix !== undefined && { queryPrefix }),
    ...(passagePrefix !== undefined && { passagePrefix }),
    ...(languages !== undefined && { languages }),
    ...(licence !== undefined && { licence }),
  };
}

/**
 * How a model is used: as the person says, else as its folder says, else as the catalogue does.
 * @throws InklingError MODEL_POOLING_UNKNOWN
 */
export function describeImport(request: Named, source: string): ImportFacts {
  const { name, dimensions = 0 } = request;
  const said = { ...UNSAID, ...catalogued(name), ...readFolderSettings(request.folder), ...given(request) };
  const { licence, pooling, queryPrefix, passagePrefix, languages } = said;
  if (pooling === undefined) throw poolingUnknown(name);
  const maxTokens = Math.min(MOST_TOKENS, said.maxTokens);
  return { name, source, licence, dimensions, pooling, queryPrefix, passagePrefix, maxTokens, languages };
}

function poolingUnknown(name: string): InklingError {
  return new InklingError('MODEL_POOLING_UNKNOWN', {
    cause: `Nothing says how ${name} makes one vector of a text: neither its folder nor the catalogue.`,
    remedy:
      "Look it up in the model's own documentation and give it with --pooling: mean (most), cls (bge, arctic) or last.",
  });
}
