import type { PauseEnd, Progress, Settings } from '../contract/index.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { PersonStore } from '../storage/person.ts';
import type { Computer } from './computer.ts';
import { Holding } from './holding.ts';
import type { Recognising } from './recognising.ts';
import { readSettings } from './settings.ts';

/** Milliseconds. */
const MINUTE = 60_000;

export interface WorkOptions {
  readonly person: PersonStore;
  readonly computer: Computer;
  readonly indexer: Indexer;
  readonly recognising: Recognising;
  readonly deepener: Deepener;
  /** Never deepens unasked. */
  readonly ephemeral: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onChange: () => void;
}

/** Reading, words in pictures and deepening: which of them goes on now, and what holds it. */
export class Work {
  readonly holding: Holding;
  readonly #options: WorkOptions;

  constructor(options: WorkOptions) {
    this.#options = options;
    this.holding = new Holding(options.person, options.computer, options.now);
  }

  /** Looks at the computer anew, and follows where something is held that was not, or the other way round. */
  heed(): void {
    if (this.holding.look()) this.obey();
  }

  /** Works or rests, as things are held now. */
  obey(): void {
    const { indexer, deepener } = this.#options;
    if (this.holding.mayRead) indexer.resume();
    else indexer.pause();
    if (this.holding.mayDeepen) this.deepenIfIdle();
    else {
      this.followRecognition();
      void deepener.stop();
    }
    this.#options.onChange();
  }

  async pause(what: Progress['pause'], until: PauseEnd | undefined): Promise<void> {
    this.holding.pauseUntil(what, this.#endOf(until));
    this.obey();
    const { deepener, recognising } = this.#options;
    if (!this.holding.mayDeepen) await deepener.stop();
    if (what !== 'none') await recognising.stop();
  }

  #endOf(until: PauseEnd | undefined): Progress['pausedUntil'] {
    if (until === undefined || until === 'power') return until ?? null;
    return this.#options.now() + until.minutes * MINUTE;
  }

  /** Follows a change of settings. */
  async applied(before: Settings, now: Settings): Promise<void> {
    const { deepener, recognising } = this.#options;
    if (before.deepening && !now.deepening) await deepener.stop();
    if (now.recognition === 'off') await recognising.stop();
    this.holding.look();
    this.obey();
  }

  deepenIfIdle(): void {
    const { ephemeral, indexer, deepener, person, onChange } = this.#options;
    if (this.followRecognition()) return;
    if (ephemeral || indexer.isBusy || deepener.isRunning) return;
    if (!readSettings(person).deepening || !deepener.hasWork) return;
    if (this.holding.look()) onChange();
    if (this.holding.mayDeepen) deepener.start().catch(onChange);
  }

  /** Words in pictures come before deepening, which then deepens them too; answers whether they are looked for now. */
  followRecognition(): boolean {
    const { indexer, recognising } = this.#options;
    if (recognising.hasWork && this.holding.look()) this.#options.onChange();
    const { pause, mayRead, waitsForPower } = this.holding;
    return recognising.follow({ pause: mayRead ? pause : 'all', waitsForPower, isReading: indexer.isBusy });
  }

  /** Runs what nothing else may go on beside; then all of it goes on, whether that succeeded or not. */
  async alone<Result>(body: () => Promise<Result>): Promise<Result> {
    const { indexer, recognising } = this.#options;
    indexer.pause();
    try {
      await this.hold();
      await indexer.settled();
      return await body();
    } finally {
      recognising.release();
      this.obey();
    }
  }

  /** Ends what goes on behind the reading, and keeps it from beginning again. */
  async hold(): Promise<void> {
    await Promise.all([this.#options.deepener.stop(), this.#options.recognising.hold()]);
  }
}
