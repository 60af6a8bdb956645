import type { Progress } from '../contract/index.ts';
import type { PersonStore } from '../storage/person.ts';
import type { Computer } from './computer.ts';
import { readPause, readPausedUntil, readSettings, writePause } from './settings.ts';

/** What holds the work back: the person, the battery, or that somebody works with the computer. */
export class Holding {
  readonly #person: PersonStore;
  readonly #computer: Computer;
  readonly #now: () => number;
  #pause: Progress['pause'];
  #until: Progress['pausedUntil'];
  #waitsForPower = false;
  #waitsForIdle = false;
  /** Those who wait for the reading itself. */
  #waiting = 0;

  /** @param now milliseconds since 1970 */
  constructor(person: PersonStore, computer: Computer, now: () => number = () => Date.now()) {
    this.#now = now;
    this.#person = person;
    this.#computer = computer;
    this.#pause = readPause(person);
    this.#until = readPausedUntil(person);
  }

  /** Kept for the next start too. */
  get pause(): Progress['pause'] {
    return this.#pause;
  }

  get pausedUntil(): Progress['pausedUntil'] {
    return this.#until;
  }

  get onBattery(): boolean {
    return this.#computer.isOnBattery;
  }

  pauseUntil(what: Progress['pause'], until: Progress['pausedUntil']): void {
    this.#pause = what;
    this.#until = what === 'none' ? null : until;
    writePause(this.#person, what, this.#until);
  }

  get waitsForPower(): boolean {
    return this.#waitsForPower;
  }

  /** What is waited for, in words; null where it is not. */
  get waitsFor(): string | null {
    return this.#waitsForIdle ? this.#computer.waitsFor : null;
  }

  get mayRead(): boolean {
    return this.#pause !== 'all' && !this.#waitsForIdle && !this.#computer.isAsleep;
  }

  get mayDeepen(): boolean {
    return this.mayRead && this.#pause === 'none' && !this.#waitsForPower;
  }

  /** Looks at the computer anew; answers whether anything is held that was not, or the other way round. */
  look(): boolean {
    const before = this.#state();
    if (this.#isOver) this.pauseUntil('none', null);
    const { deepenOnBattery, pace } = readSettings(this.#person);
    if (pace === 'idle') this.#computer.look();
    this.#waitsForPower = !deepenOnBattery && this.#computer.isOnBattery;
    // What somebody waits for is read at once.
    this.#waitsForIdle = pace === 'idle' && this.#waiting === 0 && !this.#computer.isResting;
    return this.#state() !== before;
  }

  /** Whether what the pause was to last for is over. */
  get #isOver(): boolean {
    if (this.#until === 'power') return !this.#computer.isOnBattery;
    return this.#until !== null && this.#now() >= this.#until;
  }

  /** Runs what somebody waits for: it does not wait for the computer to rest. */
  async while<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    try {
      return await work();
    } finally {
      this.#waiting -= 1;
    }
  }

  #state(): string {
    return `${this.#pause} ${this.mayRead} ${this.mayDeepen} ${this.waitsFor}`;
  }
}
