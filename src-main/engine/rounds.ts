/** What a watch may have missed is found this often. */
const DAY = 24 * 3_600_000;

/**
 * Says when every folder is to be looked over again. It asks a clock that goes on while the computer sleeps, as a
 * timer's does not: to be asked every now and then.
 */
export class Rounds {
  readonly #now: () => number;
  #last: number;

  /** @param now milliseconds; a round is begun as it is made */
  constructor(now: () => number) {
    this.#now = now;
    this.#last = now();
  }

  /** Whether one is due; then the next is so much later. */
  isDue(): boolean {
    const now = this.#now();
    // A clock that was put back is no reason to wait longer than a round.
    if (now >= this.#last && now - this.#last < DAY) return false;
    this.#last = now;
    return true;
  }
}
