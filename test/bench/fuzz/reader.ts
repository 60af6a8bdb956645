import { readFileSync } from 'node:fs';

import { Caller, type Calls } from '../../../src-main/lib/calls.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { residentBytes } from '../../../src-main/lib/process-memory.ts';
import type { ChildHandle } from '../../../src-main/lib/processes.ts';
import { spawnChild } from '../../../src-main/rpc/child-spawn.ts';
import type { Ending, FuzzedFile, FuzzHandlers } from './fuzz-process.ts';

const MOST_SECONDS = 5;
/** A machine that does other things may let a process wait; one that itself waits this long hangs. */
const MOST_WAITED_SECONDS = 60;
const MOST_BYTES = 512 * 1_048_576;
const LOOK_EVERY_MILLISECONDS = 50;
/** Of /proc: hundredths of a second on every Linux. */
const TICKS_A_SECOND = 100;

interface Reader {
  readonly child: ChildHandle;
  readonly calls: Calls<FuzzHandlers>;
}

/** Reads files in a bounded child as the product does; a hang, too much memory or a crash is an ending too. */
export class FuzzReader {
  #reader: Reader | null = null;

  async read(file: FuzzedFile): Promise<Ending> {
    const { child, calls } = (this.#reader ??= this.#start());
    const started = Date.now();
    const before = busySeconds(child.pid);
    let verdict: string | null = null;
    const watch = setInterval(() => {
      const busy = busySeconds(child.pid) - before;
      if (busy > MOST_SECONDS || Date.now() - started > MOST_WAITED_SECONDS * 1_000) verdict ??= 'hang';
      else if (child.pid !== null && residentBytes(child.pid) > MOST_BYTES) verdict ??= 'memory';
      if (verdict !== null) child.kill();
    }, LOOK_EVERY_MILLISECONDS);
    try {
      return await calls.read(file);
    } catch {
      this.#reader = null;
      child.kill();
      return { ending: verdict ?? 'crash', undeclared: verdict ?? 'crash' };
    } finally {
      clearInterval(watch);
    }
  }

  close(): void {
    this.#reader?.child.kill();
    this.#reader = null;
  }

  #start(): Reader {
    const entry = new URL('./fuzz-process.ts', import.meta.url);
    const child = spawnChild(entry, { name: 'extract', isBounded: true });
    const caller = new Caller(child.port);
    void child.exited.then(() => {
      caller.end(new InklingError('READER_ENDED', { cause: 'The reader ended.', remedy: '' }));
    });
    return { child, calls: caller.calls<FuzzHandlers>() };
  }
}

/** Time a process has spent computing; 0 where the system does not say. */
function busySeconds(pid: number | null): number {
  try {
    const stat = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return 0;
  }
}
