import type { Spawn } from '../lib/processes.ts';
import type { Engine } from './engine.ts';
import { importModel } from './import-model.ts';
import { describeModel, installedModels, verifiedHeavyModel } from './models.ts';
import type { OpenLibrary } from './open-library.ts';
import { probeModel } from './probe-model.ts';
import { writeHeavyModel } from './settings.ts';

/** The calls about models; `closing` ends an import that is under way. */
export function modelCalls(
  { person, models, light, chosen: { heavy, fault } }: OpenLibrary,
  spawn: Spawn,
  closing: AbortSignal,
): Pick<Engine, 'models' | 'importModel' | 'useModel'> {
  const inUse: readonly string[] = [light.manifest.name, heavy.manifest.name];
  return {
    models: () =>
      Promise.resolve(
        installedModels(models).map((model) => describeModel(model, inUse.includes(model.manifest.name))),
      ),
    importModel: async (request, signal) => {
      const ends = AbortSignal.any([signal, closing]);
      const probe = (folder: string) => probeModel(spawn, folder, ends);
      return describeModel(await importModel(request, { models, probe, signal: ends }), false);
    },
    useModel: async (name) => {
      const model = await verifiedHeavyModel(models, name);
      writeHeavyModel(person, name);
      return { model: describeModel(model, true), restarting: model.key !== heavy.key || fault !== null };
    },
  };
}
