import { setImmediate as nextTurn } from 'node:timers/promises';

import { vi } from 'vitest';

import { SentFile } from '../../src-main/indexing/sent-file.ts';
import { waitUntil } from './wait-until.ts';

/** Files that pools of readers open: several that are opened at once come in any order. */
export class OpenedFiles implements Disposable {
  readonly #begin = vi.spyOn(SentFile, 'begin');

  /** Hands a file to a pool, and waits until it is opened and in its place. */
  async next(hand: () => void): Promise<void> {
    const { settledResults } = this.#begin.mock;
    const before = settledResults.length;
    hand();
    await waitUntil(
      () => settledResults.length > before && settledResults.every(({ type }) => type !== 'incomplete'),
    );
    await nextTurn();
  }

  [Symbol.dispose](): void {
    this.#begin.mockRestore();
  }
}
