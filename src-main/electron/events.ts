/** What happens, kept until somebody asks for it; told to one follower, the newest. */
export class Events<Event> {
  readonly #waiting: Event[] = [];
  #wake: () => void = () => {};
  #follower = 0;

  tell(event: Event): void {
    this.#waiting.push(event);
    this.#wake();
  }

  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Event, void, void> {
    this.#follower += 1;
    const follower = this.#follower;
    this.#wake();
    for (;;) {
      if (signal?.aborted === true || follower !== this.#follower) return;
      const event = this.#waiting.shift();
      if (event === undefined) await this.#change(signal);
      else yield event;
    }
  }

  #change(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
