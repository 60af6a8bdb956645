/** One thing to be done after a while; another takes its place. */
export class Later {
  #timer: ReturnType<typeof setTimeout> | null = null;

  get waits(): boolean {
    return this.#timer !== null;
  }

  do(work: () => void, milliseconds: number): void {
    this.cancel();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      work();
    }, milliseconds);
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
