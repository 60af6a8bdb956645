import type { Folder, Notice, Progress, Status } from '../contract/index.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import { libraryBytes } from '../storage/library-folder.ts';
import type { LibraryCounts, RootCount } from '../storage/library-reader.ts';
import type { Root } from '../storage/person.ts';
import { isConnected } from './folders.ts';
import type { Holding } from './holding.ts';
import type { Recognising } from './recognising.ts';
import { Meter } from './progress.ts';
import type { Readers } from './threads.ts';

export interface StandingOptions {
  /** The library's folder. */
  readonly folder: string;
  readonly readers: Readers;
  readonly indexer: Indexer;
  readonly deepener: Deepener;
  readonly recognising: Recognising;
  /** Resolves once what has been deepened can be counted. */
  readonly heavyCodes: Promise<void>;
  readonly notices: () => Notice[];
  readonly isLive: (root: number) => boolean;
  /** To be told that the counts are others. */
  readonly onChange: () => void;
}

/** What holds the work back. */
export type Held = Pick<Holding, 'pause' | 'pausedUntil' | 'onBattery' | 'waitsForPower' | 'waitsFor'>;

/** How far a library is: counts as they were read last, and the work as it stands. */
export class Standing {
  readonly #options: StandingOptions;
  readonly #searchable = new Meter();
  readonly #recognised = new Meter();
  readonly #deepened = new Meter();
  #counts: LibraryCounts = { roots: [], passages: 0, vectors: 0 };
  #errors = 0;
  #refreshing: Promise<void> | undefined;

  constructor(options: StandingOptions) {
    this.#options = options;
  }

  /** Documents that could not be read, or only in part. */
  get errors(): number {
    return this.#errors;
  }

  /** Reads the counts; at most one such reading at a time. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#readCounts().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** The same for whoever changed something: a reading under way may have begun before that. */
  async refreshAnew(): Promise<void> {
    await this.#refreshing?.catch(() => undefined);
    await this.refresh();
  }

  /** Waits for a reading under way. */
  async settled(): Promise<void> {
    await this.#refreshing;
  }

  status(roots: readonly Root[]): Status {
    const { folder, indexer } = this.#options;
    return {
      files: {
        indexed: this.#sum((count) => count.indexed),
        partial: this.#sum((count) => count.partial),
        listed: this.#sum((count) => count.listed),
        excluded: this.#sum((count) => count.excluded),
      },
      waiting: indexer.isBusy ? indexer.waiting : this.#sum(({ waiting }) => waiting),
      passages: this.#counts.passages,
      vectors: this.#counts.vectors,
      pictured: this.#options.recognising.pages,
      libraryBytes: libraryBytes(folder),
      library: folder,
      roots: roots.map((root) => this.folder(root)),
      notices: this.#options.notices(),
    };
  }

  folder(root: Root): Folder {
    const count = this.#counts.roots.find((candidate) => candidate.root === root.id);
    const files = count === undefined ? 0 : filesOf(count);
    return {
      path: root.path,
      connected: isConnected(root.path),
      paused: root.paused,
      patterns: root.patterns,
      meaning: root.meaning,
      agents: root.agents,
      live: this.#options.isLive(root.id),
      files,
      searchable: files - (count?.waiting ?? 0),
      passages: count?.passages ?? 0,
      deepenable: root.meaning ? (count?.deepenable ?? 0) : 0,
      deepened: root.meaning ? (count?.deepened ?? 0) : 0,
      lookedOver: count?.finished ?? null,
    };
  }

  /** @param roots those whose files are read */
  progress(held: Held, roots: readonly Root[]): Progress {
    const { indexer, deepener, recognising } = this.#options;
    const { counts: pages } = recognising;
    const active = this.#counts.roots.filter(({ root }) => roots.some(({ id }) => id === root));
    const files = sum(active, filesOf);
    const isReading = indexer.isBusy;
    const done = isReading ? indexer.done : files - sum(active, ({ waiting }) => waiting);
    const total = isReading ? indexer.done + indexer.waiting : files;
    const now = performance.now();
    const searchable = this.#searchable.measure(done, total, now);
    return {
      activity: this.#activity(held, done < total),
      searchable: { ...searchable, secondsLeft: done < total ? indexer.secondsLeft : null },
      recognised: this.#recognised.measure(pages.done, pages.total, now),
      deepened: this.#deepened.measure(deepener.done, deepener.total, now),
      errors: this.#errors,
      pause: held.pause,
      pausedUntil: held.pausedUntil,
      onBattery: held.onBattery,
      waitsFor: held.waitsFor,
      trouble: this.#trouble(),
    };
  }

  async #readCounts(): Promise<void> {
    const { readers, deepener, recognising, heavyCodes, onChange } = this.#options;
    await heavyCodes;
    // One after the other: asked at once they would start a second thread.
    this.#counts = await readers.calls.counts(undefined);
    this.#errors = (await readers.calls.errors(undefined)).length;
    await recognising.recount();
    if (!deepener.isRunning) await deepener.recount();
    onChange();
  }

  #trouble(): Progress['trouble'] {
    const { failure } = this.#options.indexer;
    return failure === null ? null : { code: failure.code, cause: failure.message, remedy: failure.remedy };
  }

  #activity({ pause, waitsForPower, waitsFor }: Held, isUnread: boolean): Progress['activity'] {
    const { indexer, deepener, recognising } = this.#options;
    if (pause === 'all') return 'paused';
    if (indexer.isLooking) return 'walking';
    const hasWork = isUnread || (pause === 'none' && deepener.hasWork);
    if (waitsFor !== null && hasWork) return 'waiting-for-idle';
    if (indexer.isBusy) return 'reading';
    if (recognising.isRunning) return 'recognising';
    if (deepener.isRunning) return 'deepening';
    if (pause !== 'none') return 'paused';
    return waitsForPower && (deepener.hasWork || recognising.hasWork) ? 'on-battery' : 'idle';
  }

  #sum(pick: (count: RootCount) => number): number {
    return sum(this.#counts.roots, pick);
  }
}

function sum(counts: readonly RootCount[], pick: (count: RootCount) => number): number {
  return counts.reduce((total, count) => total + pick(count), 0);
}

/** Files of a root that are no exclusions. */
function filesOf({ indexed, partial, listed, waiting }: RootCount): number {
  return indexed + partial + listed + waiting;
}
