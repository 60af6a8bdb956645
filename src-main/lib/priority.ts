import { constants, setPriority } from 'node:os';

/**
 * Lets whatever a person waits for go first, from now on. Of a thread it can be said on Linux alone, where each has a
 * priority of its own; elsewhere its whole process would stand back. There is no way back.
 */
export function standBack(whose: 'process' | 'thread', { isLowest = false } = {}): void {
  if (whose === 'thread' && process.platform !== 'linux') return;
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
  try {
    setPriority(isLowest ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems forbid it; then both go on at the same pace.
  }
}
