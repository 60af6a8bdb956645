/** Keys move the slider in steps: it is let go once none follows for this long. */
const SETTLE_MS = 400;

/** A threshold while it is moved, saved once it is let go. */
export class Threshold {
  /** Where it is being moved to; null while it rests. */
  moving = $state<number | null>(null);

  #save: (threshold: number | null) => Promise<void>;
  #settling: ReturnType<typeof setTimeout> | null = null;
  #label: number | null = null;

  constructor(save: (threshold: number | null) => Promise<void>) {
    this.#save = save;
  }

  /** Another label is shown. */
  belongsTo(label: number | null): void {
    if (label === this.#label) return;
    this.#label = label;
    this.#wait(null);
    this.moving = null;
  }

  move(threshold: number): void {
    this.#wait(null);
    this.moving = threshold;
  }

  letGo(): void {
    this.#wait(setTimeout(() => void this.settle(), SETTLE_MS));
  }

  async settle(): Promise<void> {
    this.#wait(null);
    const { moving } = this;
    if (moving === null) return;
    await this.#save(moving);
    if (this.moving === moving) this.moving = null;
  }

  async reset(): Promise<void> {
    this.#wait(null);
    this.moving = null;
    await this.#save(null);
  }

  #wait(timer: ReturnType<typeof setTimeout> | null): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = timer;
  }
}
