import { Caller, type Calls, type Handlers } from './calls.ts';
import type { InklingError } from './errors.ts';
import { residentBytes } from './process-memory.ts';
import type { ChildHandle, Spawn, SpawnOptions } from './processes.ts';

/** What one call may take. */
export interface ChildLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** What is said of a call that the process did not live to answer. */
export interface ChildFailures {
  readonly ended: () => InklingError;
  readonly tookTooLong: () => InklingError;
  readonly tookTooMuch: () => InklingError;
}

export interface BoundedChildOptions<Offered extends Handlers> {
  readonly spawn: Spawn;
  readonly entry: URL;
  readonly process: Omit<SpawnOptions, 'isBounded'>;
  readonly limits: ChildLimits;
  readonly failures: ChildFailures;
  /** Its first call, which every other one waits for. */
  readonly load: (calls: Calls<Offered>) => Promise<unknown>;
}

/** A process as long as it lives. */
export interface RunningChild<Offered extends Handlers> {
  readonly calls: Calls<Offered>;
  /** What of a file it has, in the words of whoever gave it; null before. */
  file: string | null;
}

interface Running<Offered extends Handlers> extends RunningChild<Offered> {
  readonly child: ChildHandle;
  readonly caller: Caller;
  readonly loaded: Promise<unknown>;
}

const LOOK_EVERY_MILLISECONDS = 100;

/** One process that reads what may be hostile, bound in time and memory: a call that breaks the bounds costs itself. */
export class BoundedChild<Offered extends Handlers> {
  readonly #options: BoundedChildOptions<Offered>;
  #running: Running<Offered> | null = null;

  constructor(options: BoundedChildOptions<Offered>) {
    this.#options = options;
  }

  /** Works with the process, which is started where there is none. */
  async bound<Answer>(work: (running: RunningChild<Offered>) => Promise<Answer>): Promise<Answer> {
    this.#running ??= this.#start();
    const running = this.#running;
    const since = Date.now();
    const watch = setInterval(() => {
      const verdict = this.#verdict(running, Date.now() - since);
      if (verdict !== null) this.#end(running, verdict);
    }, LOOK_EVERY_MILLISECONDS).unref();
    try {
      await running.loaded;
      return await work(running);
    } finally {
      clearInterval(watch);
    }
  }

  /** Ends the process: what it was asked is refused, the next call starts another. */
  async end(): Promise<void> {
    const exited = this.#running?.child.exited;
    this.drop();
    await exited;
  }

  /** The same, for callers that do not wait. */
  drop(): void {
    if (this.#running !== null) this.#end(this.#running, this.#options.failures.ended());
  }

  #start(): Running<Offered> {
    const { spawn, entry, process, load, failures } = this.#options;
    const child = spawn(entry, { ...process, isBounded: true });
    const caller = new Caller(child.port);
    const calls = caller.calls<Offered>();
    const loaded = load(calls);
    const running: Running<Offered> = { child, caller, calls, loaded, file: null };
    loaded.catch(() => this.#end(running, failures.ended()));
    void child.exited.then(() => this.#end(running, failures.ended()));
    return running;
  }

  #end(running: Running<Offered>, reason: InklingError): void {
    if (this.#running === running) this.#running = null;
    running.caller.end(reason);
    running.child.kill();
  }

  #verdict({ child }: Running<Offered>, spent: number): InklingError | null {
    const { limits, failures } = this.#options;
    if (spent > limits.milliseconds) return failures.tookTooLong();
    const isLarge = child.pid !== null && residentBytes(child.pid) > limits.bytes;
    return isLarge ? failures.tookTooMuch() : null;
  }
}
