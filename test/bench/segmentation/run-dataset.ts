import type { SearchMode } from '../../../src-main/contract/index.ts';
import { evaluateDataset } from '../../../src-main/engine/index.ts';
import type { Cut } from '../../../src-main/indexing/prepare.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import { inScratch } from '../scratch.ts';
import { writeDataset, type Dataset } from './dataset.ts';

export interface Found {
  /** What each query found, best first. */
  readonly ranked: ReadonlyMap<string, readonly string[]>;
}

/** Searches a set with the product, its documents cut in a way of choice. */
export function runDataset(dataset: Dataset, cut: Cut, mode: SearchMode): Promise<Found> {
  return inScratch((scratch) => {
    writeDataset(scratch, dataset);
    return runFolder(scratch, cut, mode);
  });
}

/** The same of a set as it lies on disk, titles apart. */
export async function runFolder(folder: string, cut: Cut, mode: SearchMode): Promise<Found> {
  const ranked = new Map<string, readonly string[]>();
  await evaluateDataset({
    dataset: folder,
    mode,
    cut,
    stored: 0,
    spawn: spawnChild,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onRanked: (query, records) => void ranked.set(query, records),
  });
  return { ranked };
}
