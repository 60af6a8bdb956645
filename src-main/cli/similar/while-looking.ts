import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '../../rpc/client.ts';
import { share } from '../numbers.ts';
import { displayOn, type Display } from '../progress-display.ts';
import type { Terminal } from '../terminal.ts';

/** A look that is over sooner needs no word. */
const SHOWN_AFTER_MILLISECONDS = 1_000;
const ASKED_EVERY_MILLISECONDS = 500;

/** Shows on standard error how far the first look at every text is, while the work waits for it. */
export async function whileLooking<T>(
  client: Client,
  terminal: Terminal,
  work: () => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const shown = follow(client, terminal, ending.signal);
  try {
    return await work();
  } finally {
    ending.abort();
    await shown;
  }
}

/** Progress is a courtesy: where it fails, the work itself says why. */
async function follow(client: Client, terminal: Terminal, signal: AbortSignal): Promise<void> {
  let display: Display | undefined;
  try {
    await sleep(SHOWN_AFTER_MILLISECONDS, undefined, { signal });
    for (;;) {
      const { looked } = await client.similar.looked(undefined, { signal });
      if (looked !== null) {
        display ??= displayOn(terminal);
        display.show({ ...looked, text: `Looking through texts … ${share(looked.done, looked.total)}` });
      }
      await sleep(ASKED_EVERY_MILLISECONDS, undefined, { signal });
    }
  } catch {
    return;
  } finally {
    display?.end();
  }
}
