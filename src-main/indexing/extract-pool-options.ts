import type { Share, Spawn } from '../lib/processes.ts';
import type { ExtractLimits } from './reading-failures.ts';

export interface ExtractPoolOptions {
  readonly spawn: Spawn;
  readonly lightModel: string;
  readonly processes: number;
  /** What of them may work now; all where it is not given. */
  readonly share?: () => Share;
  /** Whether memory allows of one more; the first is always started. */
  readonly hasRoom?: () => boolean;
  /** Whether memory asks for one less. */
  readonly isTooLarge?: () => boolean;
  readonly limits?: ExtractLimits;
  /** Another entry, for tests of what a process may do. */
  readonly entry?: URL;
}
