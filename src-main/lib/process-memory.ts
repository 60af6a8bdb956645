import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PAGE = 4_096;
const KIBIBYTE = 1_024;

/** Bytes a process holds in memory, read from outside; 0 where the system does not say or it has ended. */
export function residentBytes(pid: number): number {
  try {
    if (process.platform === 'linux') {
      const resident = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
      return Number(resident) * PAGE;
    }
    if (process.platform === 'win32') return 0;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * KIBIBYTE;
  } catch {
    return 0;
  }
}
