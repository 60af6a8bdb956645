/** Milliseconds without a question after which a thread is let go. */
const PATIENCE = 20_000;

/** A thread that answers calls until it is closed. */
interface Started<Offered> {
  readonly calls: Offered;
  close(): Promise<void>;
}

/** A thread that is started when it is asked, and let go when nobody asks any more. */
export class PassingThread<Offered> {
  readonly #start: () => Promise<Started<Offered>>;
  #started: Promise<Started<Offered>> | null = null;
  #asking = 0;
  #letGo: NodeJS.Timeout | undefined;

  constructor(start: () => Promise<Started<Offered>>) {
    this.#start = start;
  }

  async use<Answer>(ask: (calls: Offered) => Promise<Answer>): Promise<Answer> {
    clearTimeout(this.#letGo);
    this.#asking += 1;
    try {
      const { calls } = await this.#thread();
      return await ask(calls);
    } finally {
      this.#asking -= 1;
      if (this.#asking === 0) this.#letGo = setTimeout(() => void this.close(), PATIENCE).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#letGo);
    const started = this.#started;
    this.#started = null;
    const thread = await started?.catch(() => undefined);
    await thread?.close().catch(() => undefined);
  }

  /** What could not be opened is tried again when it is asked next. */
  #thread(): Promise<Started<Offered>> {
    this.#started ??= this.#start().catch((thrown: unknown) => {
      this.#started = null;
      throw thrown;
    });
    return this.#started;
  }
}
