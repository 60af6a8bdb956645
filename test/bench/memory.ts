import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MILLISECONDS = 100;
const KIBIBYTE = 1_024;

/** The most memory a group of processes took at once. */
export interface MemoryWatch {
  /** Ends the watch; bytes. */
  stop(): number;
}

/**
 * Samples the sum of the proportional set sizes (shared pages counted once) of every process that `belongs`
 * picks, and of its children.
 */
export function watchMemory(belongs: (commandLine: string) => boolean): MemoryWatch {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, sumOf(belongs));
  }, SAMPLE_MILLISECONDS);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}

/** Bytes that every process `belongs` picks, and its children, take together now. */
export function sumOf(belongs: (commandLine: string) => boolean): number {
  const parents = new Map<number, number>();
  const chosen = new Set<number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const stat = read(pid, 'stat');
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    if (belongs(read(pid, 'cmdline').replaceAll('\0', ' '))) chosen.add(pid);
  }
  const isOne = (pid: number): boolean => {
    const parent = parents.get(pid);
    return chosen.has(pid) || (parent !== undefined && parent > 1 && isOne(parent));
  };
  return [...parents.keys()].filter(isOne).reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}

/** Proportional set size of a process. */
export function proportionalBytes(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) * KIBIBYTE;
}

/** Empty where the process has ended since. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
