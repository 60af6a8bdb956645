import type { PassageVector } from '../storage/vectors.ts';
import { Backlog, type BacklogOptions } from './backlog.ts';

/** A passage without a heavy vector. */
export interface Shallow {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly text: string;
  /** Where its text was embedded for another passage. */
  readonly vector: Int8Array | null;
}

export interface DeepenerOptions extends BacklogOptions {
  /** Asked before `next`, batch for batch: what a person may want soon; each passage is answered once. */
  readonly first?: (limit: number) => Promise<Shallow[]>;
  readonly next: (after: number, limit: number) => Promise<Shallow[]>;
  readonly embed: (text: string, signal: AbortSignal) => Promise<Int8Array>;
  readonly keep: (vectors: readonly PassageVector[]) => Promise<void>;
}

/** Passages asked for and stored at once: a kill costs at most these. */
const BATCH = 32;

/** Fills heavy vectors in the background, what is wanted first, the rest in order of passage. */
export class Deepener extends Backlog {
  readonly #options: DeepenerOptions;

  constructor(options: DeepenerOptions) {
    super(options);
    this.#options = options;
  }

  protected override async work(): Promise<void> {
    let after = 0;
    while (!this.isEnding) {
      const wanted = (await this.#options.first?.(BATCH)) ?? [];
      if (wanted.length > 0) {
        await this.#deepen(wanted);
        continue;
      }
      const passages = await this.#options.next(after, BATCH);
      const last = passages.at(-1);
      if (last === undefined) return;
      after = last.id;
      await this.#deepen(passages);
    }
  }

  async #deepen(passages: readonly Shallow[]): Promise<void> {
    const { signal } = this;
    const made = await Promise.allSettled(
      passages.map(({ vector, text }) => vector ?? this.#options.embed(text, signal)),
    );
    const vectors = made.flatMap((result, index) => {
      const passage = passages[index];
      if (result.status === 'rejected' || passage === undefined) return [];
      return [{ passage: passage.id, hash: passage.hash, vector: result.value }];
    });
    await this.#options.keep(vectors);
    this.add(vectors.length);
    const failure = made.find((result) => result.status === 'rejected');
    // One broken passage is passed over; where none succeeds, the model is the trouble.
    if (vectors.length === 0 && failure !== undefined && !signal.aborted) throw failure.reason;
  }
}
