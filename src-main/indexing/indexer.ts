import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { walk, type WalkOptions } from '../files/walk.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { WaitingFile } from '../storage/document-writer.ts';
import type { IndexerOptions } from './indexer-options.ts';
import { ReadingPace } from './reading-pace.ts';
import { sightingOf } from './sighting.ts';
import { StoreQueue } from './store-queue.ts';

/** What is left out of a look. */
export type LeftOut = Pick<WalkOptions, 'gitignore' | 'given'>;

export interface LookOptions extends LeftOut {
  readonly retry: boolean;
  /** A watch told that something has changed. */
  readonly keepsCurrent?: boolean;
}

/** A look under way, or one that waits for it to stop. */
interface RunningLook {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  readonly retry: boolean;
}

/** Milliseconds in which what changed is read, nearly always: a storm of saves, a folder unpacked. */
const SHORT = 30_000;

/** Files asked of the database at once. */
const WAITING_BATCH = 512;

/** Looks over folders, reads what waits, and stores it batch by batch. */
export class Indexer {
  readonly #options: IndexerOptions;
  readonly #looks = new Map<number, RunningLook>();
  #reading: Promise<void> | undefined;
  #again = false;
  /** Contents may have lost their last document while a folder was still looked over. */
  #loose = false;
  readonly #pace = new ReadingPace();
  /** When the reading of what changed stops to be a short one. */
  #shortUntil = 0;
  #paused = false;
  #closed = false;
  /** Files that wait, and of them how many are done since nothing waited. */
  waiting = 0;
  done = 0;
  /** Why the last reading ended before its end, such as a full disk. */
  failure: InklingError | null = null;

  constructor(options: IndexerOptions) {
    this.#options = options;
  }

  get isLooking(): boolean {
    return this.#looks.size > 0;
  }

  /** Seconds until nothing waits, told by what kinds of files wait; null before that is known. */
  get secondsLeft(): number | null {
    // While a folder is looked over nobody knows what else it holds.
    return this.isLooking || this.#reading === undefined ? null : this.#pace.secondsLeft(performance.now());
  }

  get isBusy(): boolean {
    return this.isLooking || this.#reading !== undefined;
  }

  /** Whether nothing but what has just changed is read: over soon, and no reason to take much of the computer. */
  get isKeepingCurrent(): boolean {
    return this.isBusy && performance.now() < this.#shortUntil;
  }

  /** Looks over one root and reads what is new; a look under way may have passed what changed since, and starts over. */
  async look(root: number, options: LookOptions): Promise<void> {
    if (options.keepsCurrent === true) this.#beginShort();
    const before = this.#looks.get(root);
    before?.abort.abort();
    const abort = new AbortController();
    const retry = options.retry || before?.retry === true;
    const turn = before === undefined ? Promise.resolve() : before.ended.catch(() => undefined);
    const ended = turn
      .then(() => this.#look(root, { ...options, retry }, abort.signal))
      .finally(() => {
        if (this.#looks.get(root)?.abort === abort) this.#looks.delete(root);
        if (this.#loose && !this.isLooking) void this.#begin();
        this.#options.onChange();
      });
    this.#looks.set(root, { abort, ended, retry });
    await ended;
  }

  /** Looks at single files and folders of a root that have changed, and reads what is new. */
  async lookAt(root: number, paths: readonly string[], leftOut: LeftOut): Promise<void> {
    const path = this.#options.rootPath(root);
    // A look over all will come by; files that left the root itself are its to judge.
    if (path === undefined || this.#closed) return;
    const { writer, library } = this.#options;
    const look = await writer.currentLook({ root });
    const gone: string[] = [];
    for (const only of paths) {
      let isThere = false;
      for await (const entries of walk(path, { ...leftOut, only, leaveOut: library })) {
        isThere = true;
        this.waiting += await writer.see(sightingOf(entries, { root, look, retry: false }));
      }
      if (!isThere && !existsSync(join(path, only))) gone.push(only);
    }
    const left = gone.length === 0 ? 0 : await writer.leave({ root, paths: gone });
    this.#options.onChange();
    if (this.waiting === 0 && left === 0) return;
    this.#beginShort();
    await this.#begin();
  }

  /** What goes on already is as long as it is. */
  #beginShort(): void {
    if (!this.isBusy) this.#shortUntil = performance.now() + SHORT;
  }

  /** Ends a look under way, so that the root may be forgotten. */
  async stopLook(root: number): Promise<void> {
    const look = this.#looks.get(root);
    look?.abort.abort();
    await look?.ended.catch(() => undefined);
  }

  /** Reads until nothing waits. */
  read(): Promise<void> {
    this.#shortUntil = 0;
    return this.#begin();
  }

  #begin(): Promise<void> {
    if (this.#paused || this.#closed) return Promise.resolve();
    this.#again = true;
    this.#reading ??= this.#readAll()
      .catch((thrown: unknown) => {
        this.failure = normaliseError(thrown);
      })
      .finally(() => {
        this.#reading = undefined;
        this.#options.onChange();
        // Asked for while the last one was tidying up.
        if (this.#again) void this.#begin();
      });
    return this.#reading;
  }

  /** Waits until every look and all reading ended. */
  async settled(): Promise<void> {
    while (this.isBusy) {
      await Promise.allSettled([...this.#looks.values()].map(({ ended }) => ended));
      await this.#reading;
    }
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    void this.read();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const root of this.#looks.keys()) await this.stopLook(root);
    await this.#reading;
  }

  async #look(
    root: number,
    { retry, keepsCurrent = false, ...leftOut }: LookOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const path = this.#options.rootPath(root);
    if (path === undefined || signal.aborted) return;
    const { writer, library } = this.#options;
    const read = (): void => void (keepsCurrent ? this.#begin() : this.read());
    const look = await writer.beginLook({ root });
    for await (const entries of walk(path, { ...leftOut, signal, leaveOut: library })) {
      const found = await writer.see(sightingOf(entries, { root, look, retry }));
      this.waiting += found;
      if (this.waiting > 0) read();
      this.#options.onChange();
    }
    if (signal.aborted) return;
    const gone = await writer.endLook({ root, look });
    await this.#countWaiting();
    if (this.waiting > 0 || gone > 0) read();
  }

  async #countWaiting(): Promise<void> {
    const { writer, paused } = this.#options;
    const kinds = await writer.waitingKinds({ paused: paused() });
    this.waiting = kinds.reduce((sum, { files }) => sum + files, 0);
    this.#pace.expect(kinds);
  }

  async #readAll(): Promise<void> {
    const { writer } = this.#options;
    this.done = 0;
    this.failure = null;
    this.#pace.begin(performance.now());
    while (this.#again && !this.#stopped()) {
      this.#again = false;
      await this.#repost();
      await this.#readWaiting();
    }
    // Contents of changed and vanished files leave last, so that moved files find theirs again, in another folder too.
    this.#loose = this.isLooking;
    if (!this.#loose) await writer.sweep(undefined);
    await writer.settle(undefined);
    if (!this.#stopped()) {
      this.waiting = 0;
      this.done = 0;
    }
  }

  async #repost(): Promise<void> {
    let left = await this.#options.writer.repost(undefined);
    this.waiting += left;
    while (left > 0 && !this.#stopped()) {
      const before = left;
      left = await this.#options.writer.repost(undefined);
      this.done += before - left;
      this.waiting = Math.max(0, this.waiting - (before - left));
      this.#options.onChange();
    }
  }

  async #readWaiting(): Promise<void> {
    const store = new StoreQueue(this.#options.writer, (count) => {
      this.done += count;
      this.waiting = Math.max(0, this.waiting - count);
      this.#options.onChange();
    });
    const running = new Set<Promise<void>>();
    try {
      await this.#handOut(store, running);
    } finally {
      await Promise.all(running);
    }
    await store.flush();
  }

  /** Gives what waits to the readers, as many files at once as they take. */
  async #handOut(store: StoreQueue, running: Set<Promise<void>>): Promise<void> {
    let after = 0;
    while (!this.#stopped()) {
      const paused = this.#options.paused();
      const files = await this.#options.writer.waiting({ after, limit: WAITING_BATCH, paused });
      if (files.length === 0) return;
      this.#options.requireRoom();
      for (const file of files) {
        if (this.#stopped()) return;
        after = file.document;
        // Paused since the files were asked for.
        if (this.#options.paused().includes(file.root)) continue;
        const turn = this.#readFile(file, store).finally(() => running.delete(turn));
        running.add(turn);
        if (running.size >= this.#options.capacity) await Promise.race(running);
        await store.room();
      }
    }
  }

  async #readFile({ document, root, path, size }: WaitingFile, store: StoreQueue): Promise<void> {
    const rootPath = this.#options.rootPath(root);
    if (rootPath === undefined) return;
    const file = `${rootPath}/${path}`;
    const started = performance.now();
    try {
      store.add({ document, ...(await this.#options.extract(file)) });
      this.#options.onRead?.(file);
    } catch (thrown) {
      const { code, message } = normaliseError(thrown);
      // A file whose reader was ended by us stays in waiting and is read at the next start.
      if (code !== 'ENGINE_CLOSED') store.add({ document, code, cause: message });
    }
    this.#pace.read(path, { bytes: size, milliseconds: performance.now() - started });
  }

  #stopped(): boolean {
    return this.#paused || this.#closed;
  }
}
