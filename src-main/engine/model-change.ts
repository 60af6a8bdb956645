import type { ModelChange as ToldChange } from '../contract/index.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { OpenLibrary } from './open-library.ts';
import { readLeavingModel, writeLeavingModel } from './settings.ts';

export interface ModelChangeOptions {
  readonly open: Pick<OpenLibrary, 'person' | 'writer' | 'chosen' | 'leaving' | 'heavyCodes'>;
  readonly indexer: Pick<Indexer, 'isBusy'>;
  readonly deepener: Pick<Deepener, 'isRunning' | 'hasWork' | 'done' | 'total' | 'recount'>;
  /** Runs what nothing else may go on beside. */
  readonly alone: (body: () => Promise<void>) => Promise<void>;
}

/** What a model may fail to read and still take the place of another: one passage of a hundred. */
const MOST_FAILED = 0.01;

/**
 * A model takes the place of another: both answer, each for the passages it has read, until the new one has read all;
 * then what the other made goes. Everything about it is stored, so that it goes on after a kill.
 */
export class ModelChange {
  readonly #options: ModelChangeOptions;
  #isOver: boolean;
  #looking: Promise<void> | null = null;

  constructor(options: ModelChangeOptions) {
    this.#options = options;
    // Of a model that is gone or damaged what it made is left: that goes at the end all the same.
    this.#isOver = readLeavingModel(options.open.person) === undefined;
  }

  /** Null where no change goes on. */
  get now(): ToldChange | null {
    const { open, deepener } = this.#options;
    if (this.#isOver || open.leaving === null) return null;
    const { done, total } = deepener;
    return { from: open.leaving.model.manifest.name, to: open.chosen.heavy.manifest.name, done, total };
  }

  /** Something was read: the change may be at its end. */
  touch(): void {
    const { indexer, deepener } = this.#options;
    if (this.#isOver || indexer.isBusy || deepener.isRunning || deepener.hasWork) return;
    this.#looking ??= this.#look()
      // The library closed meanwhile: the next start looks again.
      .catch(() => undefined)
      .finally(() => {
        this.#looking = null;
      });
  }

  /** Ends without the rest, where that is the model whose place is taken: its passages wait for the other one. */
  async giveUp(name: string): Promise<void> {
    const { person, leaving } = this.#options.open;
    await this.#looking;
    if (this.#isOver || leaving?.model.manifest.name !== name) return;
    this.#isOver = true;
    await leaving.inference.close();
    writeLeavingModel(person, undefined);
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#looking;
    this.#isOver = true;
  }

  async #look(): Promise<void> {
    const { open, deepener } = this.#options;
    await open.heavyCodes;
    await deepener.recount();
    if (this.#isComplete) await this.#finish();
  }

  get #isComplete(): boolean {
    const { open, indexer, deepener } = this.#options;
    if (indexer.isBusy || deepener.isRunning || deepener.hasWork) return false;
    // What lies in a paused folder is only found by what the model before made of it.
    if (open.person.roots().some(({ paused }) => paused)) return false;
    return deepener.total - deepener.done <= MOST_FAILED * deepener.total;
  }

  /** In this order: where it is killed in between, the next start does it again. */
  async #finish(): Promise<void> {
    const { open, alone } = this.#options;
    await open.leaving?.inference.close();
    await alone(() => open.writer.dropOtherModels(undefined));
    writeLeavingModel(open.person, undefined);
    this.#isOver = true;
  }
}
