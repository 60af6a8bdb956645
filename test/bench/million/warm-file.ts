import { fork } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const MEGABYTE = 1_000_000;
const LEAST_PRIORITY = 19;
/** Milliseconds between one reading and the next. */
const PAUSE = 4_000;

/** From the disk into the system's memory. */
function readOnce(file: string): void {
  const [handle, part] = [openSync(file, 'r'), Buffer.alloc(MEGABYTE)];
  while (readSync(handle, part) > 0);
  closeSync(handle);
}

/**
 * Keeps a file in the system's memory by reading it again and again, for what is measured is the program, not the disk: a
 * machine with room keeps it by itself, but some give pages back after seconds, whatever room there is.
 */
export function keepWarm(file: string): { readonly stop: () => void } {
  readOnce(file);
  const reader = fork(import.meta.filename, [file]);
  return { stop: () => void reader.kill() };
}

if (process.argv[1] === import.meta.filename && process.argv[2] !== undefined) {
  setPriority(LEAST_PRIORITY);
  process.once('disconnect', () => process.exit());
  for (;;) {
    readOnce(process.argv[2]);
    await sleep(PAUSE);
  }
}
