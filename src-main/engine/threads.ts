import { Worker } from 'node:worker_threads';

import { Caller, type Calls, type Handlers } from '../lib/calls.ts';
import { sharedAttempts } from '../lib/connections.ts';
import { entryBeside } from '../lib/entry.ts';
import { InklingError } from '../lib/errors.ts';
import { portOf } from '../lib/ports.ts';
import type { ToldLabel } from '../search/label-names.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../search/ranking-weights.ts';
import type { ReadHandlers, ReadThreadOptions, ToldRoot } from './read-thread.ts';
import type { KeepingHandlers } from './keeping-thread.ts';
import type { LanguageHandlers } from './language-thread.ts';
import type { MapHandlers } from './map-thread.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import type { TopicHandlers } from './topic-thread.ts';
import type { WriteHandlers } from './write-thread.ts';

/** A worker thread and its calls. */
export interface Thread<Offered extends Handlers> {
  readonly calls: Calls<Offered>;
  /** Calls that wait for their answer, those that are no work aside. */
  readonly waiting: number;
  /** Closes its connection, then ends, whether that succeeded or not. */
  close(): Promise<void>;
}

function startThread<Offered extends Handlers>(
  name: string,
  idle: readonly (keyof Offered & string)[] = [],
): Thread<Offered> {
  const worker = new Worker(entryBeside(name, import.meta.url), { name, workerData: sharedAttempts() });
  const caller = new Caller(portOf(worker), idle);
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

export function startTopics(): Thread<TopicHandlers> {
  return startThread<TopicHandlers>('topic-thread');
}

export function startMap(): Thread<MapHandlers> {
  return startThread<MapHandlers>('map-thread');
}

export function startLanguages(): Thread<LanguageHandlers> {
  return startThread<LanguageHandlers>('language-thread');
}

export function startKeeping(): Thread<KeepingHandlers> {
  return startThread<KeepingHandlers>('keeping-thread');
}

export function startSimilar(): Thread<SimilarHandlers> {
  return startThread<SimilarHandlers>('similar-thread');
}

/** What a read thread must know beside its library. */
interface Told {
  roots: Parameters<Calls<ReadHandlers>['roots']>[0];
  labels: Parameters<Calls<ReadHandlers>['labels']>[0];
  weights: RankingWeights;
}

/** A thread that may still be opening. */
interface Helper {
  readonly thread: Thread<ReadHandlers>;
  isReady: boolean;
}

/** What is no reason for a second thread: a search that ends, and what the next one needs in any case. */
function startReader(): Thread<ReadHandlers> {
  return startThread<ReadHandlers>('read-thread', ['warm', 'drop']);
}

/** Milliseconds after which a second thread that nobody asked is let go: it holds 80 MB of a large library. */
const IDLE = 60_000;

/**
 * Threads that read: one for all, and a second from when the first is asked twice at once until nobody needs it. A
 * search and all its stages stay with the thread that began it.
 */
export class Readers {
  readonly #first = startReader();
  readonly #told: Told = { roots: { roots: [] }, labels: { labels: [] }, weights: RANKING_WEIGHTS };
  #options: Omit<ReadThreadOptions, 'scanner'> | null = null;
  #helper: Helper | null = null;
  #idle: NodeJS.Timeout | undefined;

  async open(options: Omit<ReadThreadOptions, 'scanner'>): Promise<void> {
    await this.#first.calls.open({ ...options, scanner: 0 });
    this.#options = options;
    // What every search needs is read while nobody searches yet; who does waits no longer than without.
    this.#first.calls.warm(undefined).catch(() => undefined);
  }

  /** The calls of the thread with the least to do. */
  get calls(): Calls<ReadHandlers> {
    if (this.#first.waiting === 0) return this.#first.calls;
    if (this.#helper === null && this.#options !== null) this.#startHelper(this.#options);
    if (this.#helper?.isReady !== true) return this.#first.calls;
    const { thread } = this.#helper;
    if (thread.waiting >= this.#first.waiting) return this.#first.calls;
    this.#idle?.refresh();
    return thread.calls;
  }

  async setRoots(roots: readonly ToldRoot[]): Promise<void> {
    this.#told.roots = { roots };
    await Promise.all(this.#threads().map(({ calls }) => calls.roots({ roots })));
  }

  async setLabels(labels: readonly ToldLabel[]): Promise<void> {
    this.#told.labels = { labels };
    await Promise.all(this.#threads().map(({ calls }) => calls.labels({ labels })));
  }

  /** Other weights than the product's: for measurements. */
  async setWeights(weights: RankingWeights): Promise<void> {
    this.#told.weights = weights;
    await Promise.all(this.#threads().map(({ calls }) => calls.setWeights(weights)));
  }

  async close(): Promise<void> {
    this.#options = null;
    clearTimeout(this.#idle);
    await Promise.all(this.#threads().map((thread) => thread.close()));
  }

  #threads(): Thread<ReadHandlers>[] {
    return this.#helper === null ? [this.#first] : [this.#first, this.#helper.thread];
  }

  /** Until it is open, and where it cannot be opened, the first answers all. */
  #startHelper(options: Omit<ReadThreadOptions, 'scanner'>): void {
    const thread = startReader();
    const helper = { thread, isReady: false };
    this.#helper = helper;
    // A thread answers in order: what is told to both from now on comes behind this.
    const { calls } = thread;
    const { roots, labels, weights } = this.#told;
    Promise.all([
      calls.open({ ...options, scanner: 1 }),
      calls.roots(roots),
      calls.labels(labels),
      calls.setWeights(weights),
    ]).then(
      () => {
        helper.isReady = true;
        this.#idle = setTimeout(() => void this.#endHelper(), IDLE).unref();
      },
      () => this.#endHelper(),
    );
  }

  async #endHelper(): Promise<void> {
    const helper = this.#helper;
    this.#helper = null;
    await helper?.thread.close().catch(() => undefined);
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
