export interface BacklogOptions {
  readonly count: () => Promise<{ total: number; done: number }>;
  readonly onChange: () => void;
}

/** What is left to do in the background, counted, and the one run that does it until nothing is left or it is told to end. */
export abstract class Backlog {
  readonly #options: BacklogOptions;
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  #isResting = false;
  /** As counted last and added to since. */
  total = 0;
  done = 0;
  /** What a whole run could not do: only more than that is worth the next one. */
  #hopeless = 0;

  constructor(options: BacklogOptions) {
    this.#options = options;
  }

  /** One run over everything; ends early where `isEnding`. */
  protected abstract work(): Promise<void>;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether there is more than what failed before. */
  get hasWork(): boolean {
    return this.total - this.done > this.#hopeless;
  }

  /** Counts anew what there is to do. */
  async recount(): Promise<void> {
    const { total, done } = await this.#options.count();
    this.total = total;
    this.done = done;
    this.#hopeless = Math.min(this.#hopeless, total - done);
    this.#options.onChange();
  }

  start(): Promise<void> {
    this.#isResting = false;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#options.onChange();
    });
    return this.#running;
  }

  /** Ends after what is under way. */
  rest(): void {
    this.#isResting = true;
  }

  /** Ends now; what is under way is done another time. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('the work was stopped'));
    await this.#running?.catch(() => undefined);
  }

  /** Aborts where the run under way is to end now. */
  protected get signal(): AbortSignal {
    return this.#abort.signal;
  }

  protected get isEnding(): boolean {
    return this.#isResting || this.signal.aborted;
  }

  protected add(done: number): void {
    this.done += done;
    this.#options.onChange();
  }

  async #run(): Promise<void> {
    this.#abort = new AbortController();
    await this.recount();
    try {
      await this.work();
    } finally {
      await this.recount();
      // What fails would fail again at once, and for ever.
      if (!this.isEnding) this.#hopeless = this.total - this.done;
    }
  }
}
