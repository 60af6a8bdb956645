/** Longer than the pause between two keys or two questions on the way to a better one. */
const REST_MILLISECONDS = 2_000;
/** Nobody types longer without a pause; a script may ask without end. */
const MOST_MILLISECONDS = 15_000;
/** How long work goes on after the longest rest, as a part of it. */
const WORK_SHARE = 1 / 3;

export interface RestsOptions {
  /** Milliseconds of rest after each question. */
  readonly rest?: number | undefined;
  /** Milliseconds of rest at most, however many questions come. */
  readonly most?: number | undefined;
  /** Called when a rest ends. */
  readonly goOn: () => void;
}

/**
 * Rests of background work while a person asks. Each question makes the rest longer, up to a bound: questions that
 * never stop, as a script's, slow the work and do not end it.
 */
export class Rests {
  readonly #rest: number;
  readonly #most: number;
  readonly #goOn: () => void;
  #timer: NodeJS.Timeout | undefined;
  #since = 0;
  #nextFrom = 0;

  constructor({ rest = REST_MILLISECONDS, most = MOST_MILLISECONDS, goOn }: RestsOptions) {
    this.#rest = rest;
    this.#most = most;
    this.#goOn = goOn;
  }

  get isResting(): boolean {
    return this.#timer !== undefined;
  }

  /** Work goes on although someone asks. */
  get isCutShort(): boolean {
    return !this.isResting && performance.now() < this.#nextFrom;
  }

  /** Someone asks, or is about to. */
  begin(): void {
    const now = performance.now();
    if (now < this.#nextFrom) return;
    if (!this.isResting) this.#since = now;
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#since + this.#most - now);
    this.#timer = setTimeout(() => this.#end(), Math.min(this.#rest, left));
  }

  #end(): void {
    this.#timer = undefined;
    const now = performance.now();
    const isLongest = now - this.#since >= this.#most - 1;
    this.#nextFrom = isLongest ? now + this.#most * WORK_SHARE : now;
    this.#goOn();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
