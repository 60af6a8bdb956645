import type { Folder, FolderRule } from '../contract/index.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { Calls } from '../lib/calls.ts';
import type { PersonStore, Root } from '../storage/person.ts';
import type { Lookout } from './lookout.ts';
import type { Roots } from './roots.ts';
import type { Standing } from './standing.ts';
import type { Work } from './work.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface FolderRulesOptions {
  readonly person: PersonStore;
  readonly writer: Calls<WriteHandlers>;
  readonly indexer: Indexer;
  readonly deepener: Deepener;
  readonly roots: Roots;
  readonly lookout: Lookout;
  readonly standing: Standing;
  readonly work: Work;
  /** Has readers know the roots as they are now. */
  readonly tellRoots: () => Promise<void>;
}

/** What a person wants of single folders: left out, found by words alone, or left alone for now. */
export class FolderRules {
  readonly #options: FolderRulesOptions;

  constructor(options: FolderRulesOptions) {
    this.#options = options;
  }

  /**
   * Changes the rule of a folder; what that lets in is read again.
   * @throws InklingError FOLDER_UNKNOWN
   */
  async change(typed: string, rule: Partial<FolderRule>): Promise<Folder> {
    const { person, deepener, roots, lookout, standing, work, tellRoots } = this.#options;
    const before = roots.named(typed);
    person.ruleRoot(before.id, { ...before, ...rule });
    const root = roots.named(typed);
    if (root.meaning !== before.meaning) {
      await tellRoots();
      // What it is at is chosen anew.
      await deepener.stop();
    }
    if (root.patterns !== before.patterns) await lookout.lookOver(root);
    await standing.refreshAnew();
    work.obey();
    return standing.folder(root);
  }

  /**
   * Opens a folder to agents, or closes it; it holds from the next thing they ask.
   * @throws InklingError FOLDER_UNKNOWN
   */
  async allowAgents(typed: string, allowed: boolean): Promise<Folder> {
    const { person, roots, standing } = this.#options;
    person.allowAgents(roots.named(typed).id, allowed);
    return standing.folder(roots.named(typed));
  }

  /** Kept over restarts; what changed meanwhile is noticed when it is resumed. */
  async pause(typed: string, paused: boolean): Promise<Folder> {
    const { person, indexer, deepener, roots, lookout, standing, work } = this.#options;
    const { id } = roots.named(typed);
    person.pauseRoot(id, paused);
    const root = roots.named(typed);
    lookout.follow();
    if (paused) await indexer.stopLook(id);
    else void lookout.lookOver(root);
    // What it is at is chosen anew.
    await deepener.stop();
    await standing.refreshAnew();
    work.obey();
    return standing.folder(root);
  }

  /** Takes a root's documents out of the index; the root itself stays the person's. */
  async dropDocuments({ id }: Root): Promise<void> {
    const { indexer, work, writer } = this.#options;
    await indexer.stopLook(id);
    await work.alone(() => writer.forget({ root: id }));
  }

  /** Leaves one file out by new patterns of its root, without a look at the rest. */
  async leaveOut(root: Root, { path, patterns }: { path: string; patterns: string }): Promise<void> {
    const { person, writer, indexer, roots, lookout, standing } = this.#options;
    person.ruleRoot(root.id, { ...root, patterns });
    await writer.leave({ root: root.id, paths: [path] });
    await lookout.lookAt(roots.named(root.path), [path]);
    void indexer.read();
    await standing.refreshAnew();
  }
}
