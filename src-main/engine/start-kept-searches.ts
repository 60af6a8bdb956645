import { DEEP_CALIBRATION } from '../search/calibration.ts';
import type { AskedHistory } from './asked-history.ts';
import { KeptSearches } from './kept-searches.ts';
import type { Library } from './library.ts';
import { Matching } from './matching.ts';
import type { OpenLibrary } from './open-library.ts';
import { Searches } from './searches.ts';
import { vectorKeeper } from './vector-keeper.ts';

interface KeptSearchesParts {
  readonly library: Library;
  readonly history: AskedHistory;
  readonly ephemeral: boolean;
}

/** Saved searches over an open library; they search as people do, but nothing takes it for a question. */
export function startKeptSearches(
  { person, readers, writer, inference, leaving, chosen }: OpenLibrary,
  { library, history, ephemeral }: KeptSearchesParts,
): KeptSearches {
  const searches = new Searches({
    readers,
    inference,
    leaving: leaving?.inference ?? null,
    keep: ephemeral ? undefined : vectorKeeper(writer),
    ignoreStored: ephemeral,
    timeless: false,
    notes: () => [],
  });
  const matching = new Matching({
    readers,
    places: library,
    search: (request, signal) => searches.run(request, signal),
    calibration: chosen.heavy.manifest.calibration ?? DEEP_CALIBRATION,
  });
  return new KeptSearches({ person, matching, history, isSettled: () => library.isSettled });
}
