import { join } from 'node:path';

import { HeavyModel } from '../../../src-main/embed/heavy/heavy-model.ts';
import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { packageRoot } from '../../../src-main/lib/entry.ts';
import { readPassages, readQueries } from './collection.ts';
import { embedLight, embedPassages, embedQueries } from './embed.ts';
import type { Matrix } from './products.ts';
import { unitRows } from './projection.ts';

/** Unit vectors of one model. */
export interface Vectors {
  readonly passages: Matrix;
  readonly queries: Matrix;
}

export interface BenchVectors {
  readonly heavy: Vectors;
  readonly light: Vectors;
  /** Where the bits of light codes turn. */
  readonly lightCentre: Float32Array;
}

/** Both models' vectors of every passage and query; the heavy ones of passages are kept in a folder. */
export async function loadVectors(corpora: string, cache: string): Promise<BenchVectors> {
  const models = join(packageRoot(), 'resources/models');
  const lightModel = loadLightModel(join(models, 'inkling-light'));
  const passages = readPassages(corpora, lightModel);
  const queries = readQueries(corpora);
  const heavyModel = await HeavyModel.load(join(models, 'minilm-l6-v2'));
  const heavy = {
    passages: unitRows(await embedPassages(heavyModel, passages, cache)),
    queries: unitRows(await embedQueries(heavyModel, queries)),
  };
  await heavyModel.release();
  const bare = queries.map((text) => ({ context: '', text }));
  const light = {
    passages: unitRows(embedLight(lightModel, passages)),
    queries: unitRows(embedLight(lightModel, bare)),
  };
  return { heavy, light, lightCentre: lightModel.centre };
}
