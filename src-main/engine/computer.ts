import type { Computer as Told } from '../contract/index.ts';
import type { OnBattery } from './power.ts';

/** Cores that programs other than ours keep busy now; undefined where the system does not say. */
export type ReadOthersLoad = () => number | undefined;

export interface ComputerOptions {
  readonly onBattery: OnBattery;
  readonly othersLoad: ReadOthersLoad;
  /** Milliseconds, on a clock that never goes back. */
  readonly now: () => number;
}

/** Nobody touched keyboard or mouse this long: whoever sat there went away. */
const AWAY_SECONDS = 120;
/** Other programs have been quiet and nothing was searched for this long. */
const QUIET_MILLISECONDS = 60_000;
/** Cores: an idle desktop stays below it, a page that is scrolled or a film does not. */
const QUIET_CORES = 0.25;
/** What a shell told is good for this long; it tells every few seconds. */
const TOLD_MILLISECONDS = 30_000;

const FOR_INPUT = 'until nobody has used keyboard or mouse for two minutes';
const FOR_QUIET = 'until other programs have been quiet, and nothing was searched, for a minute';

/** What is known of the computer: its power, and whether a person works with it. */
export class Computer {
  readonly #options: ComputerOptions;
  #told: (Told & { readonly at: number }) | null = null;
  #busyAt: number;

  constructor(options: ComputerOptions) {
    this.#options = options;
    this.#busyAt = options.now();
  }

  /** A shell knows more than a plain process. */
  hear(told: Told): void {
    this.#told = { ...told, at: this.#options.now() };
  }

  /** Somebody searches or reads in Inkling itself. */
  used(): void {
    this.#busyAt = this.#options.now();
  }

  /** To be called every few seconds where `isResting` shall be known. */
  look(): void {
    const load = this.#options.othersLoad();
    if (load !== undefined && load > QUIET_CORES) this.used();
  }

  get isAsleep(): boolean {
    return this.#fresh?.asleep ?? false;
  }

  get isOnBattery(): boolean {
    return this.#fresh?.onBattery ?? this.#options.onBattery();
  }

  /** Whether nobody works with it, as far as can be known. */
  get isResting(): boolean {
    const told = this.#fresh;
    if (told !== null) return told.idleSeconds >= AWAY_SECONDS;
    return this.#options.now() - this.#busyAt >= QUIET_MILLISECONDS;
  }

  /** What `isResting` waits for, in words. */
  get waitsFor(): string {
    return this.#fresh === null ? FOR_QUIET : FOR_INPUT;
  }

  get #fresh(): Told | null {
    const told = this.#told;
    return told !== null && this.#options.now() - told.at < TOLD_MILLISECONDS ? told : null;
  }
}
