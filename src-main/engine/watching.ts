import { basename, relative, sep } from 'node:path';

import type { StartWatch, Watch } from '../files/watch.ts';
import type { Root } from '../storage/person.ts';

export interface WatchingOptions {
  readonly start: StartWatch;
  /** Looks at single paths of a root, '/' between names. */
  readonly lookAt: (root: number, paths: readonly string[]) => Promise<void>;
  /** Looks over a whole root. */
  readonly lookOver: (root: number) => void;
  /** The library itself, whose own files change with every look. */
  readonly library: string;
  /** Milliseconds, for tests: how long a storm of changes must rest, how long it may last, and how often is polled. */
  readonly rest?: number;
  readonly most?: number;
  readonly poll?: number;
}

interface Watched {
  readonly root: Root;
  readonly changed: Set<string>;
  watch: Watch | null;
  /** Where watching fails the folder is looked over again and again. */
  polling: NodeJS.Timeout | undefined;
  resting: NodeJS.Timeout | undefined;
  /** When the first of `changed` was heard of. */
  since: number;
  isLooking: boolean;
  isEnded: boolean;
}

const IGNORE_FILES = new Set(['.inklingignore', '.gitignore']);
const REST = 300;
const MOST = 2_000;
const POLL = 300_000;
/** Where more has changed, looking over the whole folder is quicker. */
const MOST_SINGLE = 1_000;

/** Hears what changes in the folders and has it looked at once it rests: an editor saves a file in five steps. */
export class Watching {
  readonly #options: WatchingOptions;
  readonly #watched = new Map<number, Watched>();

  constructor(options: WatchingOptions) {
    this.#options = options;
  }

  /** Watches these roots and no others from now on. */
  async follow(roots: readonly Root[]): Promise<void> {
    const wanted = new Map(roots.map((root) => [root.id, root]));
    const gone = [...this.#watched.values()].filter(({ root }) => wanted.get(root.id)?.path !== root.path);
    await Promise.all(gone.map((watched) => this.#end(watched)));
    await Promise.all(roots.filter(({ id }) => !this.#watched.has(id)).map((root) => this.#begin(root)));
  }

  /** Whether changes are heard of at once, or only looked for now and then. */
  isLive(root: number): boolean {
    return this.#watched.get(root)?.watch !== null && this.#watched.has(root);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watched.values()].map((watched) => this.#end(watched)));
  }

  async #begin(root: Root): Promise<void> {
    const watched: Watched = {
      root,
      changed: new Set(),
      watch: null,
      polling: undefined,
      resting: undefined,
      since: 0,
      isLooking: false,
      isEnded: false,
    };
    this.#watched.set(root.id, watched);
    await this.#start(watched);
  }

  async #start(watched: Watched): Promise<void> {
    try {
      const watch = await this.#options.start(watched.root.path, {
        changed: (paths) => this.#hear(watched, paths),
        failed: () => this.#missed(watched),
      });
      clearInterval(watched.polling);
      watched.polling = undefined;
      if (watched.isEnded) await watch.end();
      else watched.watch = watch;
    } catch {
      this.#poll(watched);
    }
  }

  #poll(watched: Watched): void {
    if (watched.isEnded) return;
    watched.polling ??= setInterval(() => {
      this.#options.lookOver(watched.root.id);
      // A drive that is back may be watched again.
      void this.#start(watched);
    }, this.#options.poll ?? POLL).unref();
  }

  /** Something was missed: all is looked over, and from now on now and then. */
  #missed(watched: Watched): void {
    void watched.watch?.end().catch(() => undefined);
    watched.watch = null;
    this.#options.lookOver(watched.root.id);
    this.#poll(watched);
  }

  #hear(watched: Watched, paths: readonly string[]): void {
    const { library } = this.#options;
    for (const path of paths) {
      if (path === library || path.startsWith(library + sep)) continue;
      if (watched.changed.size === 0) watched.since = performance.now();
      // Patterns that changed hold for all that lies around them.
      const below = IGNORE_FILES.has(basename(path)) ? '' : relative(watched.root.path, path);
      watched.changed.add(below.split(sep).join('/'));
    }
    if (watched.changed.size > 0) this.#wait(watched);
  }

  #wait(watched: Watched): void {
    const { rest = REST, most = MOST } = this.#options;
    if (watched.isLooking || watched.isEnded) return;
    clearTimeout(watched.resting);
    const left = Math.max(0, watched.since + most - performance.now());
    watched.resting = setTimeout(() => void this.#look(watched), Math.min(rest, left)).unref();
  }

  async #look(watched: Watched): Promise<void> {
    const paths = outermost(watched.changed);
    watched.changed.clear();
    watched.isLooking = true;
    try {
      if (paths.length > MOST_SINGLE || paths.includes('')) this.#options.lookOver(watched.root.id);
      else await this.#options.lookAt(watched.root.id, paths);
    } catch {
      // The drive went away meanwhile: the next look over all sees what is left.
    } finally {
      watched.isLooking = false;
      if (watched.changed.size > 0) this.#wait(watched);
    }
  }

  async #end(watched: Watched): Promise<void> {
    watched.isEnded = true;
    this.#watched.delete(watched.root.id);
    clearTimeout(watched.resting);
    clearInterval(watched.polling);
    await watched.watch?.end().catch(() => undefined);
  }
}

/** Without what lies below another of them: a folder is looked at with all that is in it. Pure. */
export function outermost(paths: Iterable<string>): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
      if (all.has(path.slice(0, slash))) return false;
    return true;
  });
}
