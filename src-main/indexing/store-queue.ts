import type { PreparedDocument } from '../storage/content.ts';
import type { ReadOutcome } from '../storage/index-writer.ts';

/** The writer's call that storing needs. */
export interface StoringWriter {
  store(argument: { outcomes: readonly ReadOutcome[] }): Promise<void>;
}

/** A batch is stored when what joins it makes it hold this many files or characters, or finds it this old: bounds what a kill can cost. */
const STORE_FILES = 2_000;
const STORE_CHARACTERS = 2_000_000;
const STORE_MILLISECONDS = 1_000;

/** Collects outcomes and stores them in batches, one at a time, in the order they came. */
export class StoreQueue {
  readonly #writer: StoringWriter;
  readonly #onStored: (count: number) => void;
  #outcomes: ReadOutcome[] = [];
  #characters = 0;
  #since = 0;
  #onWay = 0;
  #storing: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(writer: StoringWriter, onStored: (count: number) => void) {
    this.#writer = writer;
    this.#onStored = onStored;
  }

  add(outcome: ReadOutcome): void {
    if (this.#outcomes.length === 0) this.#since = Date.now();
    this.#outcomes.push(outcome);
    this.#characters += 'content' in outcome ? charactersOf(outcome) : 0;
    const isFull = this.#outcomes.length >= STORE_FILES || this.#characters >= STORE_CHARACTERS;
    if (isFull || Date.now() - this.#since >= STORE_MILLISECONDS) this.#store();
  }

  /** Waits while two batches are on their way, so that memory stays bounded. */
  async room(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#onWay >= 2) await this.#storing;
  }

  async flush(): Promise<void> {
    if (this.#outcomes.length > 0) this.#store();
    await this.#storing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  #store(): void {
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    this.#characters = 0;
    this.#onWay += 1;
    this.#storing = this.#storing
      .then(() => this.#writer.store({ outcomes }))
      .then(
        () => {
          this.#onStored(outcomes.length);
        },
        (error: unknown) => {
          this.#failure ??= error;
        },
      )
      .finally(() => {
        this.#onWay -= 1;
      });
  }
}

function charactersOf({
  content,
  parts = [],
}: Partial<Pick<PreparedDocument, 'parts'>> & Pick<PreparedDocument, 'content'>): number {
  return parts.reduce((sum, part) => sum + (part.content?.text.length ?? 0), content.text.length);
}
