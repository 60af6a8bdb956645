export interface IdleSketchingOptions {
  /** Looks at some more texts; answers whether all are done. */
  readonly step: () => Promise<boolean>;
  /** Whether nothing else is to do, and nobody asks anything. */
  readonly isIdle: () => boolean;
  /** All are done: what was held for it may go. */
  readonly release: () => Promise<void>;
}

/** Changes come by the hundred while folders are read: they are waited for. */
const AFTER_MILLISECONDS = 5_000;
/** A step takes no more than one part in this many of the time. */
const REST = 4;

/** The first look at every text when nothing else is to do, so that nobody has to wait for it when they ask. */
export class IdleSketching {
  readonly #options: IdleSketchingOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #isStale = false;
  #isClosed = false;

  constructor(options: IdleSketchingOptions) {
    this.#options = options;
  }

  /** There may be texts nobody looked at: they are before long. */
  touch(): void {
    this.#isStale = true;
    this.#after(AFTER_MILLISECONDS);
  }

  /** Resolves once no step goes on; none begins again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #after(milliseconds: number): void {
    if (this.#isClosed || this.#timer !== undefined || this.#running !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#step()
        .catch(() => AFTER_MILLISECONDS)
        .then((wait) => {
          this.#running = null;
          if (wait !== null) this.#after(wait);
        });
    }, milliseconds).unref();
  }

  /** Answers how long to rest; null where nothing is left. */
  async #step(): Promise<number | null> {
    const { step, isIdle, release } = this.#options;
    if (!isIdle()) return AFTER_MILLISECONDS;
    this.#isStale = false;
    const started = performance.now();
    if (!(await step())) return (performance.now() - started) * REST;
    if (this.#isStale) return AFTER_MILLISECONDS;
    await release();
    return null;
  }
}
