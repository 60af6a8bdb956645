import type { SearchMode } from '../../../src-main/contract/index.ts';
import type { Row } from '../report.ts';
import { CUTS } from './cuts.ts';
import { readDataset } from './dataset.ts';
import { gainsOf, pairedRows } from './paired.ts';
import { runFolder } from './run-dataset.ts';

/** nDCG@10 of a set as it is, every record a document. */
export async function measurePlain(name: string, folder: string, mode: SearchMode): Promise<Row[]> {
  const dataset = readDataset(folder);
  const gains: { [cut: string]: number[] } = {};
  for (const [cutName, cut] of Object.entries(CUTS))
    gains[cutName] = gainsOf(dataset, await runFolder(folder, cut, mode));
  return pairedRows(`${name}, ${mode}`, gains);
}
