import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The sets, each with the nDCG@10 of BM25 over whole documents, as others publish it. */
export const BM25: Readonly<Record<string, number>> = {
  'ir-scifact': 0.687,
  'ir-cranfield': 0.515,
  'ir-cisi': 0.318,
};

/** The sets among those asked for, all where none are, each with its folder; ends the program where there is no such folder. */
export function judgedSets([corpora = '', ...chosen]: readonly string[]): Map<string, string> {
  if (!existsSync(corpora)) {
    process.stderr.write('Give the folder that holds ir-scifact, ir-cranfield and ir-cisi.\n');
    process.exit(2);
  }
  const names = Object.keys(BM25).filter((name) => chosen.length === 0 || chosen.includes(name));
  return new Map(names.map((name) => [name, resolve(join(corpora, name))]));
}

/** The mean of figures' ratios to BM25's, set by set. */
export function meanRatio(figures: ReadonlyMap<string, number>): number {
  const ratios = [...figures].map(([name, figure]) => figure / (BM25[name] ?? 1));
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}
