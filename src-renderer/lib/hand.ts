/** Is someone's hand on the list? Then its order must not change. */
export class Hand {
  list: HTMLElement | null = null;
  #pointer = false;

  /** The pointer counts once it has moved there since the query. */
  readonly onpointermove = (): void => {
    this.#pointer = true;
  };

  readonly onpointerleave = (): void => {
    this.#pointer = false;
  };

  newQuery(): void {
    this.#pointer = false;
  }

  get focused(): boolean {
    return this.list?.contains(document.activeElement) ?? false;
  }

  get onList(): boolean {
    return this.#pointer || this.focused;
  }
}
