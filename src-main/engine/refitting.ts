import type { Calls } from '../lib/calls.ts';
import type { WriteHandlers } from './write-thread.ts';

/** After so many passages that were read closely it is looked whether codes fit them still. */
const LOOK_EVERY = 512;

/** Makes heavy codes anew as a library outgrows how they are made: a step at a time, while searches go on. */
export class Refitting {
  readonly #writer: Pick<Calls<WriteHandlers>, 'refit'>;
  #read = 0;
  #running: Promise<void> | null = null;

  constructor(writer: Pick<Calls<WriteHandlers>, 'refit'>) {
    this.#writer = writer;
  }

  /** So many more passages were read closely. */
  add(passages: number): void {
    this.#read += passages;
    if (this.#read < LOOK_EVERY || this.#running !== null) return;
    this.#read = 0;
    void this.run();
  }

  /** Until there is nothing more to do, or the library closed meanwhile. */
  run(): Promise<void> {
    this.#running ??= this.#all().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #all(): Promise<void> {
    try {
      while (await this.#writer.refit(undefined));
    } catch {
      // The library closed, or the disk is full: the codes that stand go on answering, and the next start goes on.
    }
  }
}
