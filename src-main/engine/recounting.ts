/** What is counted, and when it may be. */
export interface RecountingOptions {
  /** Ids of everything that can be counted. */
  readonly all: () => readonly number[];
  readonly count: (id: number, signal: AbortSignal) => Promise<void>;
}

/** Changes come by the hundred while folders are read: they are waited for. */
const AFTER_MILLISECONDS = 3_000;
/** Counting takes no more than one part in this many of the time. */
const REST = 10;
/** One count may take no longer; it is tried again with the next change. */
const MOST_MILLISECONDS = 20_000;

/** Counts in the background, one at a time, never beside a question of the person's. */
export class Recounting {
  readonly #options: RecountingOptions;
  /** What was not counted since the last change. */
  readonly #stale = new Set<number>();
  #asking = 0;
  #answered: (() => void)[] = [];
  #current: AbortController | null = null;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #restUntil = 0;
  #isClosed = false;

  constructor(options: RecountingOptions) {
    this.#options = options;
  }

  /** The library changed: everything is counted anew before long. */
  touch(): void {
    const all = this.#options.all();
    if (this.#isClosed || all.length === 0) return;
    for (const id of all) this.#stale.add(id);
    if (this.#timer !== undefined) return;
    const wait = Math.max(AFTER_MILLISECONDS, this.#restUntil - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, wait).unref();
  }

  /** Counts one that was never counted, or all that changed, as soon as nobody asks anything. */
  async now(id?: number): Promise<void> {
    if (id !== undefined) this.#stale.add(id);
    await this.#run();
  }

  /** Counts everything anew. */
  async all(): Promise<void> {
    for (const id of this.#options.all()) this.#stale.add(id);
    await this.#run();
  }

  /** A question of the person's: what is being counted is broken off, and begun anew behind it. */
  async *beside<Stage>(stages: AsyncIterable<Stage>): AsyncGenerator<Stage, void, void> {
    this.#asking += 1;
    this.#current?.abort();
    try {
      yield* stages;
    } finally {
      this.#asking -= 1;
      if (this.#asking === 0) for (const go of this.#answered.splice(0)) go();
    }
  }

  /** Whether the person asks something just now. */
  get isAsked(): boolean {
    return this.#asking > 0;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#current?.abort();
    for (const go of this.#answered.splice(0)) go();
    await this.#running;
  }

  #run(): Promise<void> {
    this.#running ??= this.#countStale().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #countStale(): Promise<void> {
    const started = performance.now();
    for (let id = this.#next(); id !== undefined; id = this.#next()) {
      await this.#untilAnswered();
      if (this.#isClosed) return;
      await this.#countOne(id);
    }
    this.#restUntil = performance.now() + (performance.now() - started) * REST;
  }

  #next(): number | undefined {
    const [id] = this.#stale;
    return this.#isClosed ? undefined : id;
  }

  async #countOne(id: number): Promise<void> {
    const broken = new AbortController();
    this.#current = broken;
    this.#stale.delete(id);
    try {
      await this.#options.count(id, AbortSignal.any([broken.signal, AbortSignal.timeout(MOST_MILLISECONDS)]));
    } catch {
      // What cannot be counted now is counted with the next change.
    } finally {
      this.#current = null;
      if (broken.signal.aborted) this.#stale.add(id);
    }
  }

  #untilAnswered(): Promise<void> {
    if (this.#asking === 0) return Promise.resolve();
    return new Promise((resolve) => this.#answered.push(resolve));
  }
}
