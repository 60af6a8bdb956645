import type { Calls } from '../lib/calls.ts';
import { untilAborted } from '../lib/until-aborted.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import type { WriteHandlers } from './write-thread.ts';

/** How many texts were looked through, of all. */
export interface Looked {
  readonly done: number;
  readonly total: number;
}

export interface SketchingOptions {
  readonly thread: () => Promise<{ readonly calls: Pick<Calls<SimilarHandlers>, 'sketch' | 'sketched'> }>;
  readonly writer: Pick<Calls<WriteHandlers>, 'keepSketches'>;
}

/** The first look at every text, which goes on as long as someone waits for it; what was done is kept. */
export class Sketching {
  readonly #options: SketchingOptions;
  #running: Promise<boolean> | null = null;
  #waiting = 0;
  #looked: Looked | null = null;
  #isClosed = false;

  constructor(options: SketchingOptions) {
    this.#options = options;
  }

  /** Null while no text is looked at. */
  get looked(): Looked | null {
    return this.#looked;
  }

  /** Resolves once every text has a sketch, or at the engine's end; rejects where the signal aborts. */
  async finish(signal: AbortSignal): Promise<void> {
    this.#waiting += 1;
    try {
      // A look that others have left may end just when it is waited for again.
      while (!(await this.#waited(signal)) && !this.#isClosed) signal.throwIfAborted();
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Looks at some more texts where nobody waits for it; answers whether all are done. */
  async step(): Promise<boolean> {
    if (this.#isClosed || this.#running !== null) return false;
    this.#running = this.#sketchSome().finally(() => (this.#running = null));
    return this.#running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.catch(() => undefined);
  }

  /** Waits for the look that runs, or for one that begins; answers whether all are done. */
  async #waited(signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    let isWhole = false;
    this.#running ??= this.#sketchAll().finally(() => (this.#running = null));
    const running = this.#running.then((whole) => {
      isWhole = whole;
    });
    await untilAborted(running, signal);
    return isWhole;
  }

  /** Answers whether none was left. */
  async #sketchSome(): Promise<boolean> {
    const { calls } = await this.#options.thread();
    const sketches = await calls.sketch(undefined);
    if (sketches.length > 0) await this.#options.writer.keepSketches({ sketches });
    return sketches.length === 0;
  }

  /** Answers whether all are done. */
  async #sketchAll(): Promise<boolean> {
    const { calls } = await this.#options.thread();
    const before = await calls.sketched(undefined);
    let { done } = before;
    try {
      while (this.#waiting > 0 && !this.#isClosed) {
        const sketches = await calls.sketch(undefined);
        if (sketches.length === 0) return true;
        await this.#options.writer.keepSketches({ sketches });
        done += sketches.length;
        this.#looked = { done, total: Math.max(before.total, done) };
      }
      return false;
    } finally {
      this.#looked = null;
    }
  }
}
