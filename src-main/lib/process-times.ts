import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts processor time in hundredths of a second, whatever its own clock does. */
const TICKS_A_SECOND = 100;

/**
 * Cores that all processes but these keep busy, since it was asked last; undefined the first time, and where the
 * system has no /proc. What ended children of the first process used counts as its own.
 */
export function othersLoadReader(
  ours: () => readonly number[],
  { folder = '/proc', now }: { readonly folder?: string; readonly now: () => number },
): () => number | undefined {
  let before: { readonly at: number; readonly ticks: number } | undefined;
  return () => {
    const ticks = othersTicks(folder, ours());
    const last = before;
    before = ticks === undefined ? undefined : { at: now(), ticks };
    if (last === undefined || before === undefined || before.at <= last.at) return undefined;
    return Math.max(0, (before.ticks - last.ticks) / TICKS_A_SECOND / ((before.at - last.at) / 1_000));
  };
}

function othersTicks(folder: string, ours: readonly number[]): number | undefined {
  // cpu user nice system idle iowait irq softirq steal …; a guest's time is the user's already.
  const all = numbersIn(join(folder, 'stat'), /^cpu +(.*)$/m);
  if (all === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0] = all;
  const own = ours.reduce((sum, pid) => sum + ticksOf(folder, pid), 0);
  return user + nice + system + interrupts + soft - own;
}

/** Behind the name in parentheses: state, then 10 numbers, then utime, stime, cutime, cstime. */
function ticksOf(folder: string, pid: number): number {
  const times = numbersIn(join(folder, String(pid), 'stat'), /\) \S (.*)$/m) ?? [];
  return times.slice(10, 14).reduce((sum, each) => sum + each, 0);
}

function numbersIn(file: string, pattern: RegExp): number[] | undefined {
  try {
    return pattern.exec(readFileSync(file, 'utf8'))?.[1]?.trim().split(/\s+/).map(Number);
  } catch {
    return undefined;
  }
}
