import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';

import { patternsWithin } from '../files/ignore-files.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { Calls } from '../lib/calls.ts';
import { InklingError } from '../lib/errors.ts';
import type { PersonStore, Root } from '../storage/person.ts';
import { isWithin, resolveFolder } from './folders.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface RootsOptions {
  readonly person: PersonStore;
  readonly writer: Calls<WriteHandlers>;
  readonly indexer: Indexer;
}

/** The folders a person chose: none of them lies inside another. */
export class Roots {
  readonly #options: RootsOptions;
  /** Those whose drive was away when it was looked for last. */
  readonly #away = new Set<number>();

  constructor(options: RootsOptions) {
    this.#options = options;
  }

  all(): readonly Root[] {
    return this.#options.person.roots();
  }

  /** Those that are not paused. */
  active(): readonly Root[] {
    return this.all().filter(({ paused }) => !paused);
  }

  byId(id: number): Root | undefined {
    return this.all().find((root) => root.id === id);
  }

  /** Whether its drive was there when it was looked for last: a search must not wait for a drive that does not answer. */
  isThere({ id }: Root): boolean {
    return !this.#away.has(id);
  }

  /** Looks for every drive, and answers the roots of those that went away or came back. */
  async lookForDrives(): Promise<Root[]> {
    const looked = await Promise.all(
      this.all().map(async (root) => ({ root, isThere: await isFolder(root.path) })),
    );
    return looked.flatMap(({ root, isThere }) => {
      if (isThere === this.isThere(root)) return [];
      if (isThere) this.#away.delete(root.id);
      else this.#away.add(root.id);
      return [root];
    });
  }

  /** The root a path lies in, or is. */
  around(path: string): Root | undefined {
    return this.all().find((root) => isWithin(path, root.path));
  }

  /** The root a path lies in and the rest of it; undefined outside every root. */
  locate(path: string): { readonly root: number; readonly relative: string } | undefined {
    const root = this.around(path);
    return root === undefined ? undefined : { root: root.id, relative: path.slice(root.path.length + 1) };
  }

  /** @throws InklingError FOLDER_UNKNOWN */
  named(typed: string): Root {
    const roots = this.all();
    const root =
      roots.find(({ path }) => path === typed) ?? roots.find(({ path }) => path === realPath(typed));
    if (root !== undefined) return root;
    const outer = this.around(realPath(typed) ?? typed);
    if (outer === undefined) throw unknownFolder(`${typed} is not among the folders Inkling reads.`);
    throw unknownFolder(
      `${typed} is read as a part of ${outer.path}, and what is said of that holds for it.`,
    );
  }

  /** Makes every root inside this one part of it; their documents stay as they are. */
  async absorb(root: Root): Promise<void> {
    const { person, writer, indexer } = this.#options;
    for (const inner of this.all()) {
      if (inner.id === root.id || !isWithin(inner.path, root.path)) continue;
      await indexer.stopLook(inner.id);
      const folder = relative(root.path, inner.path).split(sep).join('/');
      await writer.adopt({ from: inner.id, to: root.id, folder });
      this.#inherit(root.id, patternsWithin(inner.patterns, folder));
      // What agents may not see they do not see as a part of another folder either.
      if (!inner.agents) person.allowAgents(root.id, false);
      person.removeRoot(inner.id);
    }
  }

  /** What was left out of a folder stays left out of the one around it. */
  #inherit(id: number, patterns: string): void {
    const root = this.byId(id);
    if (root === undefined || patterns === '') return;
    const all = [root.patterns, patterns].filter((one) => one !== '').join('\n');
    this.#options.person.ruleRoot(id, { ...root, patterns: all });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function realPath(typed: string): string | undefined {
  try {
    return resolveFolder(typed);
  } catch {
    return undefined;
  }
}

function unknownFolder(cause: string): InklingError {
  return new InklingError('FOLDER_UNKNOWN', {
    cause,
    remedy: 'Name one of the folders that `inkling status` lists, whole.',
  });
}
