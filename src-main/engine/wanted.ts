import type { Shallow } from '../indexing/deepener.ts';

/** Files that are remembered of each kind: a few dozen questions, or what changes in a day of work. */
const MOST_ASKED = 256;
const MOST_CHANGED = 64;

export interface WantedOptions {
  /** Undefined outside every folder of the person's. */
  readonly place: (path: string) => { readonly root: number; readonly relative: string } | undefined;
  readonly isPaused: (root: number) => boolean;
  /** Passages of a file without a heavy vector behind `after`. */
  readonly shallow: (request: ShallowOf) => Promise<Shallow[]>;
}

interface ShallowOf {
  readonly of: { readonly root: number; readonly path: string };
  readonly after: number;
  readonly limit: number;
}

/**
 * Files whose passages are deepened before all others: those found or opened lately, newest first, then those that
 * changed lately. Kept in memory alone; who asks pays for the noting of a path and nothing else.
 */
export class Wanted {
  readonly #options: WantedOptions;
  /** Paths, newest last, each with its last passage that was handed out. */
  readonly #asked = new Map<string, number>();
  readonly #changed = new Map<string, number>();

  constructor(options: WantedOptions) {
    this.#options = options;
  }

  /** Found by a search, best first, or opened. */
  ask(paths: readonly string[]): void {
    for (const path of paths.toReversed()) note(this.#asked, path, MOST_ASKED);
  }

  change(path: string): void {
    note(this.#changed, path, MOST_CHANGED);
  }

  /** The next passages of the file that is wanted most; none where nothing of any is left. */
  async next(limit: number): Promise<Shallow[]> {
    for (const files of [this.#asked, this.#changed]) {
      const passages = await this.#nextOf(files, limit);
      if (passages.length > 0) return passages;
    }
    return [];
  }

  async #nextOf(files: Map<string, number>, limit: number): Promise<Shallow[]> {
    for (const [path, after] of [...files].toReversed()) {
      const passages = await this.#shallow(path, after, limit);
      const last = passages.at(-1);
      if (last === undefined) files.delete(path);
      else {
        if (files.has(path)) files.set(path, last.id);
        return passages;
      }
    }
    return [];
  }

  async #shallow(path: string, after: number, limit: number): Promise<Shallow[]> {
    const { place, isPaused, shallow } = this.#options;
    const at = place(path);
    if (at === undefined || isPaused(at.root)) return [];
    return shallow({ of: { root: at.root, path: at.relative }, after, limit });
  }
}

/** Puts it last; one that is noted again begins anew, for it may have changed. */
function note(files: Map<string, number>, path: string, most: number): void {
  files.delete(path);
  files.set(path, 0);
  if (files.size <= most) return;
  for (const oldest of files.keys()) {
    files.delete(oldest);
    return;
  }
}
