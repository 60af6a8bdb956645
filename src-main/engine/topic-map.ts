import type { MappedDocument, TopicMap } from '../contract/index.ts';
import type { Calls } from '../lib/calls.ts';
import { nameOfPath } from '../lib/document-path.ts';
import type { ReadPoints } from '../topics/map/map-reader.ts';
import type { MapProgress } from '../topics/map/place-rest.ts';
import type { Places } from './labels.ts';
import type { MapHandlers } from './map-thread.ts';
import type { Thread } from './threads.ts';
import type { TopicHandlers } from './topic-thread.ts';
import { absolutePath } from './view-label.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface MappingOptions {
  readonly places: Places;
  readonly writer: Pick<Calls<WriteHandlers>, 'documentEdition' | 'keepMap'>;
  /** The thread that reads what is kept. */
  readonly topics: () => Promise<{ readonly calls: Pick<Calls<TopicHandlers>, 'points' | 'mapped'> }>;
  /** A thread that makes what is missing; it is ended after. */
  readonly startThread: () => Promise<Thread<MapHandlers>>;
}

/** Waited for a map that is nearly there: what came since the last look is placed in less. */
const PATIENCE_MILLISECONDS = 400;
const BEGINNING: MapProgress = { done: 0, total: 1 };

/** The map of all documents: read as it is kept, while what is missing is made beside it. */
export class Mapping {
  readonly #options: MappingOptions;
  #running: Promise<void> | null = null;
  #progress = BEGINNING;
  /** The state of documents' vectors that the map holds. */
  #edition: number | null = null;
  #failure: unknown = null;
  #isClosed = false;

  constructor(options: MappingOptions) {
    this.#options = options;
  }

  /** What there is of the map; asked again while it computes, it tells how far that is. Rejects once where it failed. */
  async read(): Promise<TopicMap> {
    this.#throwFailure();
    const { layout, total, contents, x, y, labels } = await this.#points();
    const computing = this.#running === null ? null : this.#progress;
    const fields = { documents: [...contents], x: [...x], y: [...y], labels: [...labels] };
    return { ...fields, total, basis: layout?.basis ?? null, computing };
  }

  /** The points as they are, or as they are after a short wait where some are missing. */
  async #points(): Promise<ReadPoints> {
    const edition = await this.#options.writer.documentEdition(undefined);
    const { calls } = await this.#options.topics();
    const kept = await calls.points(undefined);
    if (kept.isWhole || edition === this.#edition || this.#isClosed) return kept;
    this.#running ??= this.#run(edition);
    await Promise.race([this.#running, patience()]);
    this.#throwFailure();
    return this.#running === null ? calls.points(undefined) : kept;
  }

  async documents(numbers: readonly number[]): Promise<MappedDocument[]> {
    const { places, topics } = this.#options;
    const { calls } = await topics();
    const found = await calls.mapped({ contents: numbers });
    return found.map(({ content, root, path, title, format, modified, labels }) => ({
      document: content,
      path: absolutePath(places, root, path),
      name: nameOfPath(path),
      title: title ?? nameOfPath(path),
      format,
      modified,
      connected: places.isConnected(root),
      labels: [...labels],
    }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(edition: number): Promise<void> {
    try {
      this.#progress = BEGINNING;
      await this.#make();
      this.#edition = edition;
    } catch (thrown) {
      this.#failure = thrown;
    } finally {
      this.#running = null;
    }
  }

  async #make(): Promise<void> {
    const thread = await this.#options.startThread();
    try {
      while (!this.#isClosed) {
        const step = await thread.calls.step(undefined);
        if (!step.isDone) this.#progress = step.progress;
        else {
          if (step.made !== null) await this.#options.writer.keepMap(step.made);
          return;
        }
      }
    } finally {
      await thread.close();
    }
  }

  #throwFailure(): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null && !this.#isClosed) throw failure;
  }
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MILLISECONDS);
  });
}
