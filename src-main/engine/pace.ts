import type { Settings } from '../contract/index.ts';
import type { Share } from '../lib/processes.ts';

/** One core, after everything else; or all there are. Whether it may work at all is another question. Pure. */
export function shareOf(pace: Settings['pace'], processes: number): Share {
  return pace === 'gentle' ? { processes: 1, isLowest: true } : { processes, isLowest: false };
}
