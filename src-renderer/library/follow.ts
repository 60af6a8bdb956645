/** The first wait, doubled up to the last. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;

export interface Followed<Item> {
  open: () => Promise<AsyncIterable<Item>>;
  take: (item: Item) => void;
  /** How often in a row it has broken. */
  broken: (times: number) => void;
  signal: AbortSignal;
}

/** Follows a stream for good: when it breaks or ends, it is opened again after a growing wait. */
export async function follow<Item>({ open, take, broken, signal }: Followed<Item>): Promise<void> {
  let times = 0;
  while (!signal.aborted) {
    try {
      for await (const item of await open()) {
        if (signal.aborted) return;
        times = 0;
        take(item);
      }
    } catch {
      // A break is counted below, whatever its cause: the stream is all that is asked for.
    }
    if (signal.aborted) return;
    times += 1;
    broken(times);
    await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1)), signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
