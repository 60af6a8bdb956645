import type { SearchMode } from '../../../src-main/contract/index.ts';
import type { Row } from '../report.ts';
import { CUTS } from './cuts.ts';
import type { Dataset } from './dataset.ts';
import { grouped, joinDataset, shuffled } from './joined.ts';
import { mean } from './mean.ts';
import { runDataset } from './run-dataset.ts';

/** Records of a long document. */
const JOINED = 20;

/** nDCG@10 where every document is long and holds several records, a mean over seeds. */
export async function measureLong(
  name: string,
  dataset: Dataset,
  { seeds, mode }: { readonly seeds: readonly number[]; readonly mode: SearchMode },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [cutName, cut] of Object.entries(CUTS)) {
    const found: number[] = [];
    for (const seed of seeds) {
      const groups = grouped(shuffled(dataset.records, seed), ({ length }) => length === JOINED);
      found.push((await runDataset(joinDataset(dataset, groups), cut, mode)).ndcg);
    }
    rows.push({
      work: `${name} joined by ${JOINED}, ${cutName}: ${mode} nDCG@10 (${seeds.length} seeds)`,
      value: mean(found),
      unit: '',
      isQuality: true,
    });
  }
  return rows;
}
