import { setTimeout as sleep } from 'node:timers/promises';

import { aborted } from '../lib/until-aborted.ts';

/** What a command that is broken off has to end by itself, as one that puts something in order first does. */
const LAST_WORDS_MILLISECONDS = 3_000;

/** Waits for a command; one that goes on long after it was broken off, waiting for its engine, is left. Rejects then. */
export async function unlessBrokenOff(
  running: Promise<unknown>,
  interrupted: AbortSignal,
  lastWords = LAST_WORDS_MILLISECONDS,
): Promise<void> {
  const ended = new AbortController();
  const left = aborted(interrupted).then(async () => {
    await sleep(lastWords, undefined, ended);
    throw new Error('The command was left.');
  });
  left.catch(() => undefined);
  try {
    await Promise.race([running, left]);
  } finally {
    ended.abort();
  }
}
