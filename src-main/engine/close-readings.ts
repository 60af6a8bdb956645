import type { ReadPassage } from '../storage/embedded-passage.ts';

/** Something that is read of passages while an answer waits: vectors, or vectors and more. */
export class Readings<Reading> {
  readonly #passages: readonly ReadPassage[];
  readonly #made = new Map<number, Reading>();
  readonly #all: Promise<void>;

  constructor(passages: readonly ReadPassage[], read: (passage: ReadPassage) => Promise<Reading>) {
    this.#passages = passages;
    const made = passages.map(async (passage) => {
      this.#made.set(passage.passage, await read(passage));
    });
    this.#all = Promise.all(made).then(() => undefined);
    // Whoever waits hears of a failure; nobody may be waiting when it comes.
    this.#all.catch(() => undefined);
  }

  get done(): number {
    return this.#made.size;
  }

  /** Waits for everything, or for so many milliseconds. */
  async within(milliseconds: number | undefined): Promise<void> {
    if (milliseconds === undefined) return this.#all;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#all, late]).finally(() => {
      clearTimeout(timer);
    });
  }

  /** What has been read by now. */
  soFar(): (ReadPassage & Reading)[] {
    return this.#passages.flatMap((passage) => {
      const reading = this.#made.get(passage.passage);
      return reading === undefined ? [] : [{ ...passage, ...reading }];
    });
  }
}
