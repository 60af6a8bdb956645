import { join } from 'node:path';

import type { DataSet } from '../../../src-main/engine/data-set.ts';
import { measureAnswers } from '../../../src-main/engine/evaluate.ts';
import { withJudgedLibrary, type JudgedLibrary } from '../../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { RememberedInference } from '../remembered-inference.ts';
import type { Row } from '../report.ts';

export interface CurveOptions {
  readonly name: string;
  readonly data: DataSet;
  /** The folder of the model that takes the place of the program's own, and its name. */
  readonly model: { readonly folder: string; readonly name: string };
  /** Keeps what models said from one run to the next, a file a model. */
  readonly vectors: string;
}

const SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];
const SEED = 1;
/** What a list may lose of the better model's while one takes the place of the other. */
const LEAST_KEPT = 0.9;

/** How a library ranks while more and more of it is read by another model: every passage's vector is stored by one of the two. */
export function measureCurve({ name, data, model, vectors }: CurveOptions): Promise<Row[]> {
  const remembered = new Map<string, RememberedInference>();
  const memoryOf = (of: string): RememberedInference => {
    const known = remembered.get(of) ?? new RememberedInference(join(vectors, `${of}.vectors`));
    remembered.set(of, known);
    return known;
  };
  const options = { spawn: spawnChild, before: memoryBefore };
  function memoryBefore(inference: Parameters<RememberedInference['before']>[0], of: string) {
    return memoryOf(of).before(inference);
  }
  return withJudgedLibrary(data, options, async (library) => {
    await library.deepen({ share: 1, seed: SEED });
    const alone = await ndcgOf(library, data);
    await library.changeModel(model, spawnChild);
    const figures: number[] = [];
    for (const share of SHARES) {
      await library.deepen({ share, seed: SEED });
      figures.push(await ndcgOf(library, data));
      process.stderr.write(`${name}: ${share} read anew, nDCG@10 ${figures.at(-1)?.toFixed(3)}\n`);
    }
    return rowsOf(name, alone, figures);
  });
}

async function ndcgOf(library: JudgedLibrary, data: DataSet): Promise<number> {
  const { signal } = new AbortController();
  const answers = await library.ask({ mode: 'deep', signal, onProgress: () => undefined });
  return measureAnswers(data, answers)['ndcg@10'];
}

function rowsOf(name: string, alone: number, figures: readonly number[]): Row[] {
  const better = Math.max(alone, figures.at(-1) ?? 0);
  const row = (what: string, value: number, bound?: Row['bound']): Row => ({
    work: `${name}, nDCG@10, ${what}`,
    value,
    unit: '',
    isQuality: true,
    ...(bound && { bound }),
  });
  const held = SHARES.map((share, place) =>
    row(`${share * 100} % read anew`, figures[place] ?? 0, { least: LEAST_KEPT * better }),
  );
  return [row('the model before alone', alone), ...held];
}
