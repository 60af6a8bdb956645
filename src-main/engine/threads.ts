import { Worker } from 'node:worker_threads';

import { Caller, type Calls, type Handlers } from '../lib/calls.ts';
import { entryBeside } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import { portOf } from '../lib/ports.ts';
import type { RankingWeights } from '../search/ranking-weights.ts';
import type { ReadHandlers, ReadThreadOptions } from './read-thread.ts';
import type { WriteHandlers } from './write-thread.ts';

/** A worker thread and its calls. */
export interface Thread<Offered extends Handlers> {
  readonly calls: Calls<Offered>;
  /** Calls that wait for their answer. */
  readonly waiting: number;
  /** Closes its connection, then ends, whether that succeeded or not. */
  close(): Promise<void>;
}

function startThread<Offered extends Handlers>(name: string): Thread<Offered> {
  const worker = new Worker(entryBeside(name, import.meta.url), { name });
  const caller = new Caller(portOf(worker));
  worker.on('error', (error: Error) => {
    caller.end(threadEnded(name, error.message));
  });
  return {
    calls: caller.calls<Offered>(),
    get waiting() {
      return caller.waiting;
    },
    async close() {
      try {
        await caller.call('close', undefined);
      } finally {
        await worker.terminate();
        // Who calls from now on hears of it at once instead of waiting for ever.
        caller.end(closed());
      }
    },
  };
}

export function startWriter(): Thread<WriteHandlers> {
  return startThread<WriteHandlers>('write-thread');
}

/** Threads that read; a search and all its stages stay with the thread that began it. */
export class Readers {
  readonly #threads: readonly Thread<ReadHandlers>[];

  /** Starts the threads: their modules are loaded while the library is opened for writing. */
  constructor(count: number) {
    this.#threads = Array.from({ length: count }, () => startThread<ReadHandlers>('read-thread'));
  }

  async open(options: ReadThreadOptions): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.calls.open(options)));
    // What every search needs is read while nobody searches yet; who does waits no longer than without.
    for (const thread of this.#threads) thread.calls.warm(undefined).catch(() => undefined);
  }

  /** The calls of the thread with the least to do. */
  get calls(): Calls<ReadHandlers> {
    const [least] = this.#threads.toSorted((left, right) => left.waiting - right.waiting);
    if (least === undefined) throw new Error('there are no read threads');
    return least.calls;
  }

  async setRoots(roots: readonly { readonly id: number; readonly path: string }[]): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.calls.roots({ roots })));
  }

  /** Other weights than the product's: for measurements. */
  async setWeights(weights: RankingWeights): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.calls.setWeights(weights)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

function closed(): InklingError {
  return new InklingError('ENGINE_CLOSED', {
    cause: 'The engine is closing.',
    remedy: 'Start Inkling again.',
  });
}

function threadEnded(name: string, why: string): InklingError {
  return new InklingError('ENGINE_THREAD_ENDED', {
    cause: `The engine's ${name} ended: ${why}`,
    remedy: 'Start Inkling again; nothing that was stored is lost.',
  });
}
