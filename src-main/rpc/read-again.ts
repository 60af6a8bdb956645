import { setTimeout as sleep } from 'node:timers/promises';

import { isGone } from './errors.ts';

/** Until the end of an engine is known everywhere, and another may be looked for. */
const BETWEEN_MILLISECONDS = 100;

/** Reads once more, from the next engine, where the one that was asked ended meanwhile: what only reads may be asked twice. */
export async function readAgain<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (thrown) {
    if (!isGone(thrown)) throw thrown;
    await sleep(BETWEEN_MILLISECONDS);
    return read();
  }
}
