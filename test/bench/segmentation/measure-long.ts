import type { SearchMode } from '../../../src-main/contract/index.ts';
import type { Row } from '../report.ts';
import { CUTS } from './cuts.ts';
import type { Dataset } from './dataset.ts';
import { grouped, joinDataset, shuffled } from './joined.ts';
import { mean } from '../../../src-main/engine/evaluation-measures.ts';
import { gainsOf, pairedRows } from './paired.ts';
import { runDataset } from './run-dataset.ts';

/** Records of a long document. */
const JOINED = 20;

/** nDCG@10 where every document is long and holds several records; each query counts by its mean over the seeds. */
export async function measureLong(
  name: string,
  dataset: Dataset,
  { seeds, mode }: { readonly seeds: readonly number[]; readonly mode: SearchMode },
): Promise<Row[]> {
  const joined = seeds.map((seed) =>
    joinDataset(
      dataset,
      grouped(shuffled(dataset.records, seed), ({ length }) => length === JOINED),
    ),
  );
  const gains: { [cut: string]: number[] } = {};
  for (const [cutName, cut] of Object.entries(CUTS)) {
    const bySeed: number[][] = [];
    for (const made of joined) bySeed.push(gainsOf(made, await runDataset(made, cut, mode)));
    gains[cutName] = (bySeed[0] ?? []).map((_, query) => mean(bySeed.map((all) => all[query] ?? 0)));
  }
  return pairedRows(`${name} joined by ${JOINED} (${seeds.length} seeds), ${mode}`, gains);
}
