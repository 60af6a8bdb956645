import type { Progress } from '../contract/index.ts';

/** Whether a library is read for the first time, and when that has ended. */
export class FirstReading {
  #state: 'unknown' | 'reading' | 'over' = 'unknown';

  /** True once: every file that was found is searchable, and none was when it began. */
  take({ searchable, activity }: Progress): boolean {
    const { done, total } = searchable;
    if (this.#state === 'unknown' && total > 0) this.#state = done === 0 ? 'reading' : 'over';
    if (this.#state !== 'reading' || done < total || total === 0 || activity === 'reading') return false;
    this.#state = 'over';
    return true;
  }
}
