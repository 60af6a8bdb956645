import type { SearchMode } from '../../../src-main/contract/index.ts';
import type { Row } from '../report.ts';
import { CUTS } from './cuts.ts';
import { runFolder } from './run-dataset.ts';

/** nDCG@10 of a set as it is, every record a document. */
export async function measurePlain(name: string, folder: string, mode: SearchMode): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [cutName, cut] of Object.entries(CUTS)) {
    const { ndcg } = await runFolder(folder, cut, mode);
    rows.push({ work: `${name}, ${cutName}: ${mode} nDCG@10`, value: ndcg, unit: '', isQuality: true });
  }
  return rows;
}
