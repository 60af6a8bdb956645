import type { IndexReport, Status } from '../contract/index.ts';
import { untilAborted } from '../lib/until-aborted.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { Describing } from './describing.ts';
import type { Recognising } from './recognising.ts';
import type { Standing } from './standing.ts';

interface Settling {
  readonly indexer: Indexer;
  readonly deepener: Deepener;
  readonly recognising: Recognising;
  readonly describing: Describing;
  readonly standing: Standing;
  readonly status: () => Status;
}

/** Waits until nothing waits to be read; with `deep`, until every heavy vector is stored. */
export async function settle(
  { indexer, deepener, recognising, describing, standing, status }: Settling,
  deep: boolean,
  signal: AbortSignal,
): Promise<IndexReport> {
  const started = performance.now();
  await untilAborted(indexer.settled(), signal);
  if (indexer.failure !== null) throw indexer.failure;
  if (!signal.aborted) await untilAborted(describing.settled(), signal);
  if (deep && !signal.aborted) await untilAborted(recognising.finish(), signal);
  if (deep && !signal.aborted) await untilAborted(deepener.start(), signal);
  await standing.refreshAnew();
  const { files, passages, libraryBytes } = status();
  return {
    documents: files.indexed + files.partial,
    passages,
    errors: standing.errors,
    seconds: (performance.now() - started) / 1_000,
    libraryBytes,
  };
}
