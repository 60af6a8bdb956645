/** Counts hosts; calls `onEmpty` once nobody has attended for the grace time, counted from the start too. */
export class Attendance {
  readonly #graceMilliseconds: number;
  readonly #onEmpty: () => void;
  #hosts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(graceMilliseconds: number, onEmpty: () => void) {
    this.#graceMilliseconds = graceMilliseconds;
    this.#onEmpty = onEmpty;
    this.#wait();
  }

  get hosts(): number {
    return this.#hosts;
  }

  /** Counts a host in; the returned function counts it out, once. */
  enter(): () => void {
    this.#hosts += 1;
    clearTimeout(this.#timer);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#hosts -= 1;
      if (this.#hosts === 0) this.#wait();
    };
  }

  /** Waits for nobody any more. */
  close(): void {
    this.#hosts = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onEmpty, this.#graceMilliseconds);
  }
}
