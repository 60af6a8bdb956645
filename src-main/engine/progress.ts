import type { Bar } from '../contract/index.ts';

/** A rate over less than this says nothing yet. */
const LEAST_MILLISECONDS = 1_000;
/** Share that must be done before a time left is claimed. */
const LEAST_SHARE = 0.05;
/** How much of the newest rate enters the shown one. */
const SMOOTHING = 0.2;

/** Watches a count grow and says how fast, and how long it will take. */
export class Meter {
  #since: { readonly time: number; readonly done: number } | undefined;
  #rate = 0;

  /** @param now milliseconds */
  measure(done: number, total: number, now: number): Bar {
    if (done >= total || this.#since === undefined || done < this.#since.done) {
      this.#since = { time: now, done };
      if (done >= total) this.#rate = 0;
    } else this.#update(done, now);
    const isKnown = this.#rate > 0 && total > 0 && done / total >= LEAST_SHARE;
    return {
      done,
      total,
      perSecond: this.#rate,
      secondsLeft: isKnown ? (total - done) / this.#rate : null,
    };
  }

  #update(done: number, now: number): void {
    const since = this.#since;
    if (since === undefined || now - since.time < LEAST_MILLISECONDS) return;
    const rate = ((done - since.done) * 1_000) / (now - since.time);
    this.#rate = this.#rate === 0 ? rate : (1 - SMOOTHING) * this.#rate + SMOOTHING * rate;
    this.#since = { time: now, done };
  }
}

const LEAST_BETWEEN_MILLISECONDS = 250;

/** Hands the newest state of something to whoever follows it, at most four times a second. */
export class Feed<State> {
  readonly #read: () => State;
  readonly #wakers = new Set<() => void>();

  constructor(read: () => State) {
    this.#read = read;
  }

  /** Something changed. */
  touch(): void {
    for (const wake of this.#wakers) wake();
  }

  async *follow(signal: AbortSignal): AsyncGenerator<State> {
    let last = '';
    while (!signal.aborted) {
      const changed = this.#nextChange(signal);
      const state = this.#read();
      const seen = JSON.stringify(state);
      if (seen !== last) yield state;
      last = seen;
      await changed;
      await pause(LEAST_BETWEEN_MILLISECONDS);
    }
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wakers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
