import type { StartWatch } from '../files/watch.ts';
import type { Indexer, LeftOut } from '../indexing/indexer.ts';
import type { PersonStore, Root } from '../storage/person.ts';
import { isConnected } from './folders.ts';
import type { Roots } from './roots.ts';
import { Rounds } from './rounds.ts';
import { readSettings } from './settings.ts';
import { Watching } from './watching.ts';

export interface LookoutOptions {
  /** The library's own folder. */
  readonly folder: string;
  readonly person: PersonStore;
  readonly indexer: Indexer;
  readonly roots: Roots;
  readonly watch: StartWatch | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onChange: () => void;
}

/** Looks folders over and hears what changes in them, once it has begun. */
export class Lookout {
  readonly #options: LookoutOptions;
  readonly #watching: Watching | null;
  readonly #rounds: Rounds;
  #hasBegun = false;

  constructor(options: LookoutOptions) {
    this.#options = options;
    this.#rounds = new Rounds(options.now);
    this.#watching = options.watch === undefined ? null : this.#watchBy(options.watch);
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  isLive(root: number): boolean {
    return this.#watching?.isLive(root) ?? false;
  }

  begin(): void {
    this.#hasBegun = true;
    // Watched first: most of what changes during the look is heard of.
    this.follow();
    this.lookOverAll();
  }

  /**
   * Follows which roots there are. Not waited for: the system walks every folder before it tells of changes in it,
   * seconds for a hundred thousand files.
   */
  follow(): void {
    if (this.#hasBegun) void this.#watching?.follow(this.#options.roots.active());
  }

  /** To be called every now and then: what was missed is found. */
  heed(): void {
    if (this.#rounds.isDue()) this.lookOverAll();
  }

  lookOverAll(): void {
    for (const root of this.#options.roots.all()) void this.lookOver(root);
  }

  /** Resolves once it is looked over; what is new may still wait to be read. */
  async lookOver(root: Root, { retry = false, keepsCurrent = false } = {}): Promise<void> {
    if (root.paused || !isConnected(root.path)) return;
    const { indexer, person, onChange } = this.#options;
    // Where the drive goes away meanwhile its documents stay, and the next look tries again.
    await indexer.look(root.id, { retry, keepsCurrent, ...leftOut(person, root) }).catch(onChange);
  }

  /** Looks at single files and folders of a root. */
  async lookAt(root: Root, paths: readonly string[]): Promise<void> {
    const { indexer, person } = this.#options;
    await indexer.lookAt(root.id, paths, leftOut(person, root));
  }

  async close(): Promise<void> {
    await this.#watching?.close();
  }

  #watchBy(start: StartWatch): Watching {
    const { folder, roots } = this.#options;
    return new Watching({
      start,
      library: folder,
      lookAt: async (id, paths) => {
        const root = roots.byId(id);
        if (root !== undefined) await this.lookAt(root, paths);
      },
      lookOver: (id) => {
        const root = roots.byId(id);
        if (root !== undefined) void this.lookOver(root, { keepsCurrent: true });
      },
    });
  }
}

/** As the rules are now: a root at hand may be older. */
function leftOut(person: PersonStore, { id }: Root): LeftOut {
  const patterns = person.roots().find((root) => root.id === id)?.patterns ?? '';
  const { gitignore, leaveOut } = readSettings(person);
  const given = [
    { rule: 'everywhere-rule', patterns: leaveOut },
    { rule: 'folder-rule', patterns },
  ] as const;
  return { gitignore, given };
}
