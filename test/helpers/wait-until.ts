import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition that another process or stream brings about. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  milliseconds = 20_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not so after ${milliseconds} ms: ${condition}`);
    await sleep(10);
  }
}
