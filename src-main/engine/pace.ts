import type { Settings } from '../contract/index.ts';
import type { Share } from '../lib/processes.ts';

/** One core, after everything else; or all there are. Whether it may work at all is another question. Pure. */
export function shareOf(pace: Settings['pace'], processes: number): Share {
  return pace === 'gentle' ? { processes: 1, isLowest: true } : { processes, isLowest: false };
}

/** What changed under a watch is read by one small process: it is current in moments all the same. Pure. */
export function shareToKeepCurrent({ isLowest }: Share): Share {
  return { processes: 1, isLowest, isLean: true };
}
