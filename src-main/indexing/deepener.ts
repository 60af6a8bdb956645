import type { PassageVector } from '../storage/vectors.ts';

/** A passage without a heavy vector. */
export interface Shallow {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly text: string;
  /** Where its text was embedded for another passage. */
  readonly vector: Int8Array | null;
}

export interface DeepenerOptions {
  /** Asked before `next`, batch for batch: what a person may want soon; each passage is answered once. */
  readonly first?: (limit: number) => Promise<Shallow[]>;
  readonly next: (after: number, limit: number) => Promise<Shallow[]>;
  readonly embed: (text: string, signal: AbortSignal) => Promise<Int8Array>;
  readonly keep: (vectors: readonly PassageVector[]) => Promise<void>;
  readonly count: () => Promise<{ total: number; done: number }>;
  readonly onChange: () => void;
}

/** Passages asked for and stored at once: a kill costs at most these. */
const BATCH = 32;

/** Fills heavy vectors in the background, what is wanted first, the rest in order of passage, until told to stop. */
export class Deepener {
  readonly #options: DeepenerOptions;
  #running: Promise<void> | undefined;
  #abort = new AbortController();
  /** As counted at the last start and added to since. */
  total = 0;
  done = 0;
  /** Passages that a whole run could not deepen: only others are worth the next one. */
  #hopeless = 0;

  constructor(options: DeepenerOptions) {
    this.#options = options;
  }

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

  /** Deepens until nothing is left or `stop` is called. */
  start(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#options.onChange();
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#abort.abort(new Error('deepening was stopped'));
    await this.#running?.catch(() => undefined);
  }

  async #run(): Promise<void> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    await this.recount();
    try {
      await this.#deepenAll(signal);
    } finally {
      await this.recount();
      // What fails would fail again at once, and for ever.
      if (!signal.aborted) this.#hopeless = this.total - this.done;
    }
  }

  async #deepenAll(signal: AbortSignal): Promise<void> {
    let after = 0;
    while (!signal.aborted) {
      const wanted = (await this.#options.first?.(BATCH)) ?? [];
      if (wanted.length > 0) {
        await this.#deepen(wanted, signal);
        continue;
      }
      const passages = await this.#options.next(after, BATCH);
      const last = passages.at(-1);
      if (last === undefined) return;
      after = last.id;
      await this.#deepen(passages, signal);
    }
  }

  async #deepen(passages: readonly Shallow[], signal: AbortSignal): Promise<void> {
    const made = await Promise.allSettled(
      passages.map(({ vector, text }) => vector ?? this.#options.embed(text, signal)),
    );
    const vectors = made.flatMap((result, index) => {
      const passage = passages[index];
      if (result.status === 'rejected' || passage === undefined) return [];
      return [{ passage: passage.id, hash: passage.hash, vector: result.value }];
    });
    await this.#options.keep(vectors);
    this.done += vectors.length;
    this.#options.onChange();
    const failure = made.find((result) => result.status === 'rejected');
    // One broken passage is passed over; where none succeeds, the model is the trouble.
    if (vectors.length === 0 && failure !== undefined && !signal.aborted) throw failure.reason;
  }
}
