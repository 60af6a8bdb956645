import type { Progress, Settings } from '../contract/index.ts';
import type { Recogniser } from '../indexing/recogniser.ts';

/** What decides whether pictures are looked at for words now. */
export interface Circumstances {
  readonly setting: Settings['recognition'];
  readonly pause: Progress['pause'];
  readonly waitsForPower: boolean;
  readonly isReading: boolean;
}

/** 'idle' lets reading go first and spares the battery; 'on' waits for nothing but a pause. */
export function isRecognitionDue({ setting, pause, waitsForPower, isReading }: Circumstances): boolean {
  if (setting === 'off' || pause !== 'none') return false;
  return setting === 'on' || (!isReading && !waitsForPower);
}

export interface RecognisingOptions {
  readonly recogniser: Recogniser;
  readonly setting: () => Settings['recognition'];
  /** Never recognises. */
  readonly ephemeral: boolean;
}

/** Has pictures looked at for words when it is time for it. */
export class Recognising {
  readonly #options: RecognisingOptions;
  #isHeld = false;

  constructor(options: RecognisingOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#options.recogniser.isRunning;
  }

  /** Whether there are pictures to look at, and the person wants it. */
  get hasWork(): boolean {
    return this.#isWanted && this.#options.recogniser.hasWork;
  }

  /** Pages; where nobody is to look, nothing is left to do. */
  get counts(): { readonly done: number; readonly total: number } {
    const { done, total } = this.#options.recogniser;
    return { done, total: this.#isWanted ? total : done };
  }

  /** Every page, whether anybody is to look at it or not. */
  get pages(): { readonly total: number; readonly recognised: number } {
    const { done, total } = this.#options.recogniser;
    return { total, recognised: done };
  }

  /** Starts or rests as the circumstances are; answers whether it goes on. */
  follow(circumstances: Omit<Circumstances, 'setting'>): boolean {
    const { recogniser, setting } = this.#options;
    if (this.#isHeld) return false;
    if (!isRecognitionDue({ ...circumstances, setting: setting() })) recogniser.rest();
    else if (this.hasWork && !this.isRunning) recogniser.start().catch(() => undefined);
    return this.isRunning;
  }

  /** Looks at everything, whatever the circumstances; resolves once it is done. */
  async finish(): Promise<void> {
    if (this.#isWanted) await this.#options.recogniser.start();
  }

  async recount(): Promise<void> {
    if (!this.isRunning) await this.#options.recogniser.recount();
  }

  /** Ends now; it goes on where the circumstances ask for it. */
  stop(): Promise<void> {
    return this.#options.recogniser.stop();
  }

  /** Ends now, and stays so whatever happens until it is released. */
  hold(): Promise<void> {
    this.#isHeld = true;
    return this.stop();
  }

  release(): void {
    this.#isHeld = false;
  }

  get #isWanted(): boolean {
    return !this.#options.ephemeral && this.#options.setting() !== 'off';
  }
}
