/** A question that stands so long after its answer was asked, not only typed on the way to another. */
const SETTLED_AFTER_MS = 2000;

/** Tells what a person asks from what they type on the way to it. */
export class Asking {
  #onAsked: (query: string) => void;
  #settling: ReturnType<typeof setTimeout> | null = null;
  /** Asked outright, as by Enter. */
  #meant = false;

  constructor(onAsked: (query: string) => void) {
    this.#onAsked = onAsked;
  }

  /** Another key. */
  typed(): void {
    this.#meant = false;
  }

  meant(): void {
    this.#meant = true;
  }

  answered(query: string): void {
    this.cancel();
    this.#settling = setTimeout(() => this.#onAsked(query), this.#meant ? 0 : SETTLED_AFTER_MS);
  }

  cancel(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = null;
  }
}
