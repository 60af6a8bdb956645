import { setTimeout as sleep } from 'node:timers/promises';

import { normaliseError } from '../lib/errors.ts';
import type { InklingError } from '../lib/errors.ts';
import type { RunningEngine } from './begin-engine.ts';

/** The first wait before a new start, doubled up to the last: an engine that dies at once must not keep a core busy. */
const FIRST_WAIT_MILLISECONDS = 250;
const LONGEST_WAIT_MILLISECONDS = 30_000;
/** One that lived as long as this was well: its end begins a new row. */
const WELL_AFTER_MILLISECONDS = 60_000;

/** How long the nth start in a row waits; the first one not at all. */
export function waitBefore(attempt: number): number {
  if (attempt === 0) return 0;
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1));
}

export interface KeeperOptions {
  readonly begin: () => Promise<RunningEngine>;
  readonly onUp: (engine: RunningEngine) => void;
  /** The engine that was there has ended. */
  readonly onDown?: () => void;
  /** No engine runs and the last attempt says why. */
  readonly onFailure: (failure: InklingError) => void;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly now?: () => number;
}

const PAUSE = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  sleep(milliseconds, undefined, { signal });

/** Keeps an engine running: one that ends is started anew, ever later while it fails. */
export class EngineKeeper {
  engine: RunningEngine | null = null;
  readonly #options: Required<KeeperOptions>;
  readonly #closing = new AbortController();
  #running: Promise<void> | null = null;
  #failures = 0;

  constructor(options: KeeperOptions) {
    this.#options = { pause: PAUSE, now: Date.now, onDown: () => {}, ...options };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Waits until an engine of our own has closed its databases. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.engine?.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const wait = waitBefore(this.#failures);
      if (wait > 0) await this.#options.pause(wait, signal).catch(() => undefined);
      if (!signal.aborted) await this.#live();
    }
  }

  async #live(): Promise<void> {
    const since = this.#options.now();
    try {
      const engine = await this.#options.begin();
      this.engine = engine;
      // Asked to end while it came up.
      if (this.#closing.signal.aborted) return await engine.close();
      this.#options.onUp(engine);
      await engine.ended;
      this.#options.onDown();
    } catch (thrown) {
      if (!this.#closing.signal.aborted) this.#options.onFailure(normaliseError(thrown));
    } finally {
      this.engine = null;
    }
    const wasWell = this.#options.now() - since >= WELL_AFTER_MILLISECONDS;
    this.#failures = wasWell ? 1 : this.#failures + 1;
  }
}
