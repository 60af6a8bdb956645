/** Keys that follow each other so soon are rolled or held: what stands between them is no question. */
const ROLLED_WITHIN_MS = 60;
/** Rolled keys are asked together, so long after the last; a hand that types on is seldom faster. */
const ROLLED_PAUSE_MS = 20;

/** When what is typed is asked: at once where the hand came from a rest, for nothing is on its way then. */
export class TypingPace {
  #last = Number.NEGATIVE_INFINITY;

  /**
   * Hears a key.
   * @param now milliseconds, by one clock
   * @returns milliseconds until it is asked, unless another comes
   */
  pauseAt(now: number): number {
    const isRolled = now - this.#last < ROLLED_WITHIN_MS;
    this.#last = now;
    return isRolled ? ROLLED_PAUSE_MS : 0;
  }
}
