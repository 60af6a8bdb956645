/** A message and the ends that were handed over with it. */
export interface Parcel {
  readonly data: unknown;
  readonly ends: readonly End[];
}

/** One end of a channel, wherever the port that speaks through it lives: here, in a page, in another process. */
export class End {
  #other: End | null = null;
  readonly #waiting: Parcel[] = [];
  #sink: ((parcel: Parcel) => void) | null = null;
  #onClosed: () => void = () => {};
  #isClosed = false;

  static pair(): [End, End] {
    const pair: [End, End] = [new End(), new End()];
    [pair[0].#other, pair[1].#other] = [pair[1], pair[0]];
    return pair;
  }

  get other(): End | null {
    return this.#other;
  }

  post(parcel: Parcel): void {
    if (this.#other !== null) this.#other.#receive(parcel);
  }

  /** What has waited goes first. One who takes the end over from another gets what that one has not taken. */
  flowTo(sink: ((parcel: Parcel) => void) | null, onClosed: () => void = () => {}): void {
    this.#sink = sink;
    this.#onClosed = onClosed;
    if (sink !== null) for (const parcel of this.#waiting.splice(0)) sink(parcel);
    if (this.#isClosed) queueMicrotask(onClosed);
  }

  /** The other end hears of it, after everything that was posted before. */
  close(): void {
    const other = this.#other;
    this.#end();
    if (other !== null) other.#end();
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#other = null;
    queueMicrotask(() => this.#onClosed());
  }

  #receive(parcel: Parcel): void {
    if (this.#sink === null) this.#waiting.push(parcel);
    else this.#sink(parcel);
  }
}
