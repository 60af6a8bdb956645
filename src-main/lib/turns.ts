import type { InklingError } from './errors.ts';

export interface TurnsOptions {
  /** Pieces of work that go on at once. */
  readonly atOnce: number;
  /** How many more may wait for their turn. */
  readonly waiting: number;
  /** What is told of the next one. */
  readonly refusal: () => InklingError;
}

/** A bound on what goes on at once: some work, some wait in the order they came, the rest is refused. */
export class Turns {
  readonly #options: TurnsOptions;
  /** Each takes over the turn of one that is done. */
  readonly #waiting = new Set<() => void>();
  #working = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Does the work when its turn comes, unless nobody wants it by then. @throws the refusal; the signal's reason */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#handOn();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { atOnce, waiting, refusal } = this.#options;
    if (this.#working < atOnce) {
      this.#working += 1;
      return;
    }
    if (this.#waiting.size >= waiting) throw refusal();
    await this.#wait(signal);
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.delete(begin);
        reject(signal.reason as Error);
      };
      this.#waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #handOn(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#working -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
