import type { Calls } from '../lib/calls.ts';
import type { LanguageHandlers } from './language-thread.ts';
import type { Thread } from './threads.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface DescribingOptions {
  readonly writer: Pick<Calls<WriteHandlers>, 'describe' | 'keepLanguages'>;
  readonly startThread: () => Thread<LanguageHandlers>;
  /** Whether it is a bad moment, which should be over soon: what tells languages apart takes as much room as a reader. */
  readonly isBestLater: () => boolean;
}

/** Contents described together: their samples are a hundred kilobytes. */
const AT_ONCE = 200;
/** Milliseconds without a change after which the thread is let go. */
const PATIENCE = 1_000;
/** Milliseconds after which a better moment is looked for again. */
const LATER = 1_000;
/** Milliseconds it waits for one at the most: a file that is written every few seconds makes every moment a bad one. */
const LONGEST_WAIT = 60_000;

/** Has dates, mail headers and languages of what was stored read in the background, until nothing is left. */
export class Describing {
  readonly #options: DescribingOptions;
  #running: Promise<void> | null = null;
  #isWanted = false;
  #isClosed = false;
  #thread: Thread<LanguageHandlers> | null = null;
  #letGo: NodeJS.Timeout | undefined;
  #later: NodeJS.Timeout | undefined;
  /** Since when a better moment is waited for. */
  #waitsSince: number | null = null;

  constructor(options: DescribingOptions) {
    this.#options = options;
  }

  /** Whether it works, will before long, or has not given back yet what it needed. */
  get isBusy(): boolean {
    return this.#running !== null || this.#thread !== null || this.#later !== undefined;
  }

  /** Something was stored, or may have been left by an earlier engine. */
  touch(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    if (this.#isClosed) return;
    if (this.#mayWait()) this.#later = setTimeout(() => this.touch(), LATER).unref();
    else this.#begin();
  }

  #mayWait(): boolean {
    if (!this.#options.isBestLater()) return false;
    this.#waitsSince ??= performance.now();
    return performance.now() - this.#waitsSince < LONGEST_WAIT;
  }

  #begin(): void {
    this.#waitsSince = null;
    this.#isWanted = true;
    if (this.#isClosed) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#letGo ??= setTimeout(() => void this.#endThread(), PATIENCE).unref();
    });
  }

  /** Resolves once everything stored so far is described. */
  async settled(): Promise<void> {
    this.#begin();
    await this.#running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#later);
    await this.#running;
    await this.#endThread();
  }

  async #run(): Promise<void> {
    clearTimeout(this.#letGo);
    this.#letGo = undefined;
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        while (!this.#isClosed && (await this.#describe()));
      }
    } catch {
      // The library closed meanwhile; what is left waits for the next start.
    }
  }

  /** Whether there may be more. */
  async #describe(): Promise<boolean> {
    const { writer, startThread } = this.#options;
    const samples = await writer.describe({ limit: AT_ONCE });
    if (samples.length === 0) return false;
    this.#thread ??= startThread();
    const languages = await this.#thread.calls.tell({ texts: samples.map(({ text }) => text) });
    const told = samples.map(({ content }, place) => ({ content, language: languages[place] ?? '' }));
    await writer.keepLanguages({ told });
    return samples.length === AT_ONCE;
  }

  async #endThread(): Promise<void> {
    clearTimeout(this.#letGo);
    this.#letGo = undefined;
    const thread = this.#thread;
    if (this.#running !== null && !this.#isClosed) return;
    this.#thread = null;
    await thread?.close().catch(() => undefined);
  }
}
