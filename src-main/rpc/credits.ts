interface Stream {
  /** Events that may still go out unasked. */
  left: number;
  /** Lets the one go that waits. */
  wake: (() => void) | null;
}

/** Lets the events of each stream out as long as its reader keeps up; each stream has one sender. */
export class Credits {
  readonly #window: number;
  readonly #streams = new Map<string, Stream>();

  /** @param window events that may be under way to a reader that has not taken them yet */
  constructor(window: number) {
    this.#window = window;
  }

  /** Resolves when one more event of the stream may go out. */
  spend(id: string): Promise<void> {
    const stream = this.#streams.get(id) ?? { left: this.#window, wake: null };
    this.#streams.set(id, stream);
    if (stream.left === 0) return new Promise((resolve) => (stream.wake = resolve));
    stream.left -= 1;
    return Promise.resolve();
  }

  /** Its reader has taken one. */
  give(id: string): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    const { wake } = stream;
    stream.wake = null;
    if (wake !== null) wake();
    else stream.left = Math.min(this.#window, stream.left + 1);
  }

  /** It is over, or its reader is gone: who waits finds out by sending. */
  end(id: string): void {
    this.#streams.get(id)?.wake?.();
    this.#streams.delete(id);
  }

  endAll(): void {
    for (const id of this.#streams.keys()) this.end(id);
  }

  /** Streams that are under way. */
  get size(): number {
    return this.#streams.size;
  }
}
