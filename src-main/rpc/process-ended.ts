import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MILLISECONDS = 20;
/** An engine closes its databases in well under this; later than that it is left to itself. */
const WAIT_MILLISECONDS = 10_000;

/** Waits until an engine that was asked to end is gone, so that its library may be moved or deleted. */
export async function processEnded(pid: number): Promise<void> {
  const deadline = Date.now() + WAIT_MILLISECONDS;
  while (isAlive(pid) && Date.now() < deadline) await sleep(LOOK_MILLISECONDS);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
