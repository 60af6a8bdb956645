import { SingleBar } from 'cli-progress';

import type { Progress } from '../contract/index.ts';
import type { Client } from '../rpc/client.ts';
import { viewProgress } from './progress-text.ts';
import type { ProgressView } from './progress-text.ts';
import type { Terminal } from './terminal.ts';

/** Where a line cannot be redrawn, one now and then tells enough. */
const LINE_MILLISECONDS = 5_000;
const BAR_CELLS = 24;

export interface Display {
  show(view: ProgressView): void;
  end(): void;
}

/** Shows progress on standard error while the work runs. */
export async function whileShowing<T>(
  client: Client,
  terminal: Terminal,
  work: () => Promise<T>,
): Promise<T> {
  const display = displayOn(terminal);
  const ending = new AbortController();
  const shown = follow(client, display, ending.signal);
  try {
    return await work();
  } finally {
    ending.abort();
    await shown;
    display.end();
  }
}

export function displayOn(terminal: Terminal): Display {
  return terminal.redraws ? barDisplay() : lineDisplay(terminal);
}

/** Progress is a courtesy: where it fails, the work itself says why. */
async function follow(client: Client, display: Display, signal: AbortSignal): Promise<void> {
  try {
    for await (const progress of await client.library.progress(undefined, { signal })) {
      if (isMoving(progress)) display.show(viewProgress(progress));
    }
  } catch {
    return;
  }
}

function isMoving({ activity }: Progress): boolean {
  return activity !== 'idle' && activity !== 'paused';
}

function barDisplay(): Display {
  const format = '{bar} {text}';
  const bar = new SingleBar({ format, barsize: BAR_CELLS, clearOnComplete: true, hideCursor: true });
  bar.start(1, 0, { text: '' });
  return {
    show: ({ done, total, text }) => {
      bar.setTotal(Math.max(total, 1));
      bar.update(done, { text });
    },
    end: () => bar.stop(),
  };
}

function lineDisplay({ note }: Terminal): Display {
  let next = Date.now() + LINE_MILLISECONDS;
  const show = ({ text }: ProgressView) => {
    if (Date.now() < next) return;
    next = Date.now() + LINE_MILLISECONDS;
    note(text);
  };
  return { show, end: () => {} };
}
