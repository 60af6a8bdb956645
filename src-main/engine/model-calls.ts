import type { CatalogueModel, ModelImport } from '../contract/index.ts';
import { CATALOGUE } from '../embed/catalogue.ts';
import type { Spawn } from '../lib/processes.ts';
import { ResidentCodes, type SharedCodes } from '../storage/resident-codes.ts';
import type { Engine } from './engine.ts';
import { fetchModel } from './fetch-model.ts';
import { importModel } from './import-model.ts';
import type { ModelChange } from './model-change.ts';
import { ModelPins } from './model-pins.ts';
import {
  describeModel,
  installedModels,
  isTaken,
  verifiedHeavyModel,
  type InstalledModel,
} from './models.ts';
import type { OpenLibrary } from './open-library.ts';
import { probeModel } from './probe-model.ts';
import { writeHeavyModel, writeLeavingModel } from './settings.ts';

export interface ModelCallParts {
  readonly spawn: Spawn;
  /** Ends an import that is under way. */
  readonly closing: AbortSignal;
  readonly change: ModelChange;
}

/** The calls about models. */
export function modelCalls(
  open: OpenLibrary,
  { spawn, closing, change }: ModelCallParts,
): Pick<Engine, 'models' | 'importModel' | 'fetchModel' | 'useModel'> {
  const { person, models, light, chosen } = open;
  const { heavy, fault } = chosen;
  const inUse: readonly string[] = [light.manifest.name, heavy.manifest.name];
  const take = (request: ModelImport, signal: AbortSignal, source?: string): Promise<InstalledModel> => {
    const probe = (folder: string) => probeModel(spawn, folder, signal);
    const pins = new ModelPins(person);
    return importModel(request, { models, probe, pins, signal, ...(source !== undefined && { source }) });
  };
  const ending = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, closing]);
  return {
    models: () =>
      Promise.resolve({
        models: installedModels(models).map((model) =>
          describeModel(model, inUse.includes(model.manifest.name)),
        ),
        catalogue: CATALOGUE.map((model) => ({
          ...described(model),
          here: isTaken(models, model.name),
        })),
        change: change.now,
      }),
    importModel: async (request, signal) => describeModel(await take(request, ending(signal)), false),
    fetchModel: (request, asked) => {
      const signal = ending(asked);
      return fetchModel(request, { models, signal, take: (found, source) => take(found, signal, source) });
    },
    useModel: async (name) => {
      const model = await verifiedHeavyModel(models, name);
      const changed = model.key !== heavy.key || fault !== null;
      if (changed) {
        writeLeavingModel(person, leavingAfter(open, name));
        writeHeavyModel(person, name);
      }
      return { model: describeModel(model, true), changed };
    },
  };
}

/** What of the catalogue is told. */
function described(model: (typeof CATALOGUE)[number]): Omit<CatalogueModel, 'here'> {
  const { name, repository, licence, megabytes, dimensions, pooling, maxTokens, about } = model;
  const { queryPrefix, passagePrefix } = model;
  const facts = { name, repository, licence, megabytes, dimensions, pooling, maxTokens, about };
  return { ...facts, queryPrefix, passagePrefix, languages: [...model.languages] };
}

/**
 * The model that answers for what the next one has not read yet: the one in use, or the one whose place that was taking
 * where it has read more.
 */
function leavingAfter({ chosen, leaving, codes }: OpenLibrary, next: string): string {
  const current = chosen.heavy.manifest.name;
  if (leaving === null || codes.leaving === null || leaving.model.manifest.name === next) return current;
  return countOf(codes.leaving) > countOf(codes.heavy) ? leaving.model.manifest.name : current;
}

function countOf(codes: SharedCodes): number {
  const { live, used } = new ResidentCodes(codes);
  let count = 0;
  for (let place = 0; place < used; place += 1) count += live[place]!;
  return count;
}
