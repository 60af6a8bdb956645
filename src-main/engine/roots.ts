import { relative, sep } from 'node:path';

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

  constructor(options: RootsOptions) {
    this.#options = options;
  }

  all(): Root[] {
    return this.#options.person.roots();
  }

  byId(id: number): Root | undefined {
    return this.all().find((root) => root.id === id);
  }

  /** The root a path lies in, or is. */
  around(path: string): Root | undefined {
    return this.all().find((root) => isWithin(path, root.path));
  }

  /** @throws InklingError FOLDER_UNKNOWN */
  named(typed: string): Root {
    const roots = this.all();
    const root =
      roots.find(({ path }) => path === typed) ?? roots.find(({ path }) => path === realPath(typed));
    if (root !== undefined) return root;
    throw new InklingError('FOLDER_UNKNOWN', {
      cause: `${typed} is not among the folders Inkling reads.`,
      remedy: 'See `inkling status` for the list.',
    });
  }

  /** Makes every root inside this one part of it; their documents stay as they are. */
  async absorb(root: Root): Promise<void> {
    const { person, writer, indexer } = this.#options;
    for (const inner of this.all()) {
      if (inner.id === root.id || !isWithin(inner.path, root.path)) continue;
      await indexer.stopLook(inner.id);
      const folder = relative(root.path, inner.path).split(sep).join('/');
      await writer.adopt({ from: inner.id, to: root.id, folder });
      person.removeRoot(inner.id);
    }
  }
}

function realPath(typed: string): string | undefined {
  try {
    return resolveFolder(typed);
  } catch {
    return undefined;
  }
}
