import { sendPieces } from '../files/file-pieces.ts';
import { openFile } from '../files/open.ts';
import { failure } from '../files/reasons.ts';
import {
  BoundedChild,
  type ChildFailures,
  type ChildLimits,
  type RunningChild,
} from '../lib/bounded-child.ts';
import type { Calls } from '../lib/calls.ts';
import { entryBeside } from '../lib/entry.ts';
import type { Spawn } from '../lib/processes.ts';
import type { DrawHandlers, Wanted } from './draw-process.ts';

/** A document as it is asked for: where its file lies, and which state of it. */
export interface DrawnFile extends Omit<Wanted, 'name'> {
  readonly path: string;
  /** Another for every change of the file. */
  readonly state: string;
}

export interface DrawChildOptions {
  readonly spawn: Spawn;
  readonly limits?: ChildLimits;
  /** Another entry, for tests of what the process may do. */
  readonly entry?: URL;
}

/** A page takes a tenth of a second; who waits longer than this for one reads its text. */
const DEFAULT_LIMITS: ChildLimits = { milliseconds: 15_000, bytes: 700 * 1_048_576 };
/** Nothing looked at for so long: the memory goes back. */
const IDLE_MILLISECONDS = 60_000;

const FAILURES: ChildFailures = {
  ended: () => failure('PAGE_NOT_DRAWN'),
  tookTooLong: () => failure('PAGE_NOT_DRAWN', 'Drawing this page took too long.'),
  tookTooMuch: () => failure('PAGE_NOT_DRAWN', 'Drawing this page takes too much memory.'),
};

/** The one process that draws, one call after the other; it ends when nobody looks any more. */
export class DrawChild {
  readonly #child: BoundedChild<DrawHandlers>;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  readonly #closing = new AbortController();

  constructor({ spawn, limits, entry }: DrawChildOptions) {
    this.#child = new BoundedChild({
      spawn,
      entry: entry ?? entryBeside('draw-process', import.meta.url),
      process: { name: 'draw' },
      limits: limits ?? DEFAULT_LIMITS,
      failures: FAILURES,
      load: (calls) => calls.load(undefined),
    });
  }

  /**
   * Works on a document once what was asked before is done; not at all where nobody wants it any more by then.
   * @throws InklingError the file's own reason, PAGE_NOT_DRAWN, PICTURE_NOT_SHOWN
   */
  work<Answer>(
    file: DrawnFile,
    signal: AbortSignal,
    work: (calls: Calls<DrawHandlers>) => Promise<Answer>,
  ): Promise<Answer> {
    const turn = this.#last.then(() => this.#work(file, signal, work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#child.end();
    clearTimeout(this.#idle);
  }

  async #work<Answer>(
    file: DrawnFile,
    signal: AbortSignal,
    work: (calls: Calls<DrawHandlers>) => Promise<Answer>,
  ): Promise<Answer> {
    AbortSignal.any([signal, this.#closing.signal]).throwIfAborted();
    clearTimeout(this.#idle);
    try {
      return await this.#child.bound(async (running) => {
        await handOver(running, file);
        return work(running.calls);
      });
    } finally {
      this.#idle = setTimeout(() => this.#child.drop(), IDLE_MILLISECONDS).unref();
    }
  }
}

/** The process reads no path: it is given the bytes, once for all that is asked of them. */
async function handOver(running: RunningChild<DrawHandlers>, file: DrawnFile): Promise<void> {
  const { path, within, format, password, state } = file;
  const key = JSON.stringify([path, within, state, password]);
  if (running.file === key) return;
  running.file = null;
  const opened = await openFile(path);
  try {
    await sendPieces(opened, (stretch) => running.calls.piece(stretch));
    await running.calls.open({ name: opened.name, within, format, password });
  } finally {
    await opened.close();
  }
  running.file = key;
}
