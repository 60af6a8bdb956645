import { parseArgs } from 'node:util';

import { readDataSet } from '../../src-main/engine/data-set.ts';
import { measureAnswers } from '../../src-main/engine/evaluate.ts';
import { withJudgedLibrary } from '../../src-main/engine/judged-library.ts';
import { spawnChild } from '../../src-main/rpc/child-spawn.ts';
import { tableOf } from './ablation/table.ts';
import { VARIANTS } from './ablation/variants.ts';
import { judgedSets, meanRatio } from './judged-sets.ts';
import { RememberedInference } from './remembered-inference.ts';

/**
 * npm run bench:ablation -- CORPORA [SET …]: nDCG@10 of every part of the ranking alone and of everything without it,
 * every heavy vector stored; beside each figure how far it is from that of everything.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const sets = judgedSets(positionals);
/** Of each variant the figure of each set. */
const found = new Map(VARIANTS.map((variant) => [variant, new Map<string, number>()]));
for (const [name, folder] of sets) {
  const data = readDataSet(folder);
  const models = new RememberedInference();
  const options = { spawn: spawnChild, before: models.before.bind(models) };
  await withJudgedLibrary(data, options, async (library) => {
    process.stderr.write(`${name}, storing every heavy vector …\n`);
    await library.deepen({ share: 1, seed: 1 });
    for (const [{ name: variant, mode, weights }, figures] of found) {
      process.stderr.write(`${name}, ${variant} …\n`);
      const signal = new AbortController().signal;
      const answers = await library.ask({ mode, signal, onProgress: () => undefined, weights });
      figures.set(name, measureAnswers(data, answers)['ndcg@10']);
    }
  });
}
const rows = [...found].map(([{ name }, figures]) => ({
  name,
  figures: [...figures.values(), meanRatio(figures)],
}));
process.stdout.write(`${tableOf([...sets.keys(), 'mean of the ratios to BM25'], rows)}\n`);
