import { closeSync, constants, lstatSync, openSync, readSync, readdirSync, realpathSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { InklingError } from '../lib/errors.ts';
import { fileRule, folderRule } from './exclusion-rules.ts';
import type { RuleName } from './exclusion-rules.ts';
import { enterScope, givenScope, ignoredBy } from './ignore-files.ts';
import type { GivenPatterns, IgnoreScope } from './ignore-files.ts';
import { failure } from './reasons.ts';

/** Entries handed over at once: the caller's turn comes every few milliseconds. */
const BATCH = 512;
/** Deeper trees are made by programs gone astray, or lead back into themselves through mounts. */
const DEPTH_LIMIT = 128;
const CACHE_TAG = 'CACHEDIR.TAG';
/** https://bford.info/cachedir/ */
const CACHE_SIGNATURE = 'Signature: 8a477f597d28d172789f06886806bc55';

export interface FoundFile {
  readonly type: 'file';
  /** From the root, with '/' between names, which stand as they do on the disk. */
  readonly relativePath: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Excluded {
  readonly type: 'excluded';
  readonly relativePath: string;
  readonly kind: 'file' | 'folder';
  readonly rule: RuleName;
}

/** A folder or file that could not be looked at: what was known below it may still be there. */
export interface WalkProblem {
  readonly type: 'problem';
  readonly relativePath: string;
  readonly error: InklingError;
}

export type WalkEntry = FoundFile | Excluded | WalkProblem;

export interface WalkOptions {
  /** Leave out what .gitignore files leave out; off by default. */
  readonly gitignore?: boolean;
  /** What the person leaves out beside. */
  readonly given?: readonly GivenPatterns[];
  /** The real path of a folder that is passed over: the library itself. */
  readonly leaveOut?: string;
  /** A file or folder below the root: nothing else is looked at. */
  readonly only?: string;
  readonly signal?: AbortSignal;
}

interface Folder {
  /** '' for the root, else with '/' at its end. */
  readonly relative: string;
  readonly scope: IgnoreScope | null;
  readonly depth: number;
}

/**
 * Everything under a root, in batches, each folder's names in order. Ends early when the signal aborts.
 * Throws FOLDER_AWAY where the root itself cannot be looked at, so that an unplugged drive never looks like an empty one.
 */
export async function* walk(root: string, options: WalkOptions = {}): AsyncGenerator<WalkEntry[], void> {
  const walker = new Walker(realRoot(root), options);
  do {
    const batch = walker.next(BATCH);
    if (batch.length > 0) yield batch;
    await nextTurn();
  } while (!walker.isDone && options.signal?.aborted !== true);
}

function realRoot(root: string): string {
  try {
    const real = realpathSync.native(root);
    readdirSync(real);
    return real;
  } catch {
    throw failure('FOLDER_AWAY');
  }
}

/** Synchronous within a batch: a call for every name through the thread pool takes five times as long. */
class Walker {
  readonly #root: string;
  readonly #options: WalkOptions;
  readonly #folders: Folder[];
  #entries: WalkEntry[] = [];

  constructor(root: string, options: WalkOptions) {
    this.#root = root;
    this.#options = options;
    const top: Folder = { relative: '', scope: givenScope(options.given ?? []), depth: 0 };
    this.#folders = options.only === undefined ? [top] : this.#descend(top, options.only.split('/'));
  }

  /** The way down to what alone is looked at: the folder itself where it is one and no rule leaves it out. */
  #descend(folder: Folder, [name, ...rest]: readonly string[]): Folder[] {
    if (name === undefined || name === '') return [folder];
    const inside = this.#lookInside(folder);
    const entry = inside?.names.find((candidate) => candidate.name === name);
    if (inside === null || entry === undefined) return [];
    const parent = { ...folder, scope: inside.scope };
    if (!entry.isDirectory()) {
      if (rest.length === 0) this.#visitFile(entry, parent);
      return [];
    }
    const inner: Folder[] = [];
    this.#visitFolder(entry, parent, inner);
    const [next] = inner;
    return next === undefined ? [] : this.#descend(next, rest);
  }

  get isDone(): boolean {
    return this.#folders.length === 0;
  }

  next(count: number): WalkEntry[] {
    while (this.#entries.length < count) {
      const folder = this.#folders.pop();
      if (folder === undefined) break;
      this.#enter(folder);
    }
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }

  #enter(folder: Folder): void {
    const inside = this.#lookInside(folder);
    if (inside === null) return;
    const inner: Folder[] = [];
    for (const entry of inside.names) {
      if (entry.isDirectory()) this.#visitFolder(entry, { ...folder, scope: inside.scope }, inner);
      else this.#visitFile(entry, { ...folder, scope: inside.scope });
    }
    this.#folders.push(...inner.toReversed());
  }

  /** What is in a folder, and which patterns hold there; null where a rule leaves it out or it cannot be looked at. */
  #lookInside(folder: Folder): { readonly names: Dirent[]; readonly scope: IgnoreScope | null } | null {
    const path = join(this.#root, folder.relative);
    const names = this.#list(path, folder);
    if (names === null) return null;
    const files = new Set(names.filter((entry) => entry.isFile()).map(({ name }) => name));
    if (folder.depth > 0 && files.has(CACHE_TAG) && isCacheTag(join(path, CACHE_TAG))) {
      this.#exclude(folder.relative.slice(0, -1), 'folder', 'cache');
      return null;
    }
    if (folder.depth > 0 && files.has('pyvenv.cfg')) {
      this.#exclude(folder.relative.slice(0, -1), 'folder', 'build-output');
      return null;
    }
    const scope = enterScope(
      folder.scope,
      { path, relative: folder.relative, files },
      { gitignore: this.#options.gitignore ?? false },
    );
    return { names, scope };
  }

  #visitFolder(entry: Dirent, parent: Folder, inner: Folder[]): void {
    const relative = `${parent.relative}${entry.name}/`;
    const isLibrary = join(this.#root, parent.relative, entry.name) === this.#options.leaveOut;
    const rule = isLibrary ? 'own-library' : (folderRule(entry.name) ?? ignoredBy(relative, parent.scope));
    if (rule !== null) this.#exclude(relative.slice(0, -1), 'folder', rule);
    else inner.push({ relative, scope: parent.scope, depth: parent.depth + 1 });
  }

  #visitFile(entry: Dirent, parent: Folder): void {
    const relative = `${parent.relative}${entry.name}`;
    const rule = this.#kindRule(entry, relative) ?? fileRule(entry.name) ?? ignoredBy(relative, parent.scope);
    if (rule !== null) this.#exclude(relative, 'file', rule);
    else this.#find(entry.name, relative);
  }

  #kindRule(entry: Dirent, relative: string): RuleName | null {
    if (entry.isFile()) return null;
    if (!entry.isSymbolicLink()) return 'special-file';
    try {
      return isInside(realpathSync.native(join(this.#root, relative)), this.#root)
        ? 'symlink'
        : 'symlink-outside';
    } catch {
      return 'symlink-broken';
    }
  }

  #find(name: string, relative: string): void {
    try {
      const stat = lstatSync(join(this.#root, relative), { throwIfNoEntry: false });
      if (stat?.isFile()) {
        this.#entries.push({
          type: 'file',
          relativePath: relative,
          name,
          size: stat.size,
          mtimeMs: stat.mtimeMs,
        });
      } else if (name.includes('\ufffd')) this.#fail(relative, failure('NAME_NOT_READ'));
    } catch {
      this.#fail(relative, failure('FILE_UNREADABLE'));
    }
  }

  /** The folder's names in order; null where it is gone, closed to us, or no longer inside the root. */
  #list(path: string, folder: Folder): Dirent[] | null {
    const relative = folder.relative.slice(0, -1);
    if (folder.depth > DEPTH_LIMIT) {
      this.#fail(relative, failure('FOLDER_TOO_DEEP'));
      return null;
    }
    try {
      const names = readdirSync(path, { withFileTypes: true });
      // A link may have taken the folder's place since its name was read.
      if (!isInside(realpathSync.native(path), this.#root)) return null;
      return names.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (thrown) {
      const isGone =
        thrown instanceof Error &&
        'code' in thrown &&
        (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
      if (!isGone || relative === '') this.#fail(relative, failure('FOLDER_UNREADABLE'));
      else if (relative.includes('\ufffd')) this.#fail(relative, failure('NAME_NOT_READ'));
      return null;
    }
  }

  #exclude(relativePath: string, kind: 'file' | 'folder', rule: RuleName): void {
    this.#entries.push({ type: 'excluded', relativePath, kind, rule });
  }

  #fail(relativePath: string, error: InklingError): void {
    this.#entries.push({ type: 'problem', relativePath, error });
  }
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function isCacheTag(path: string): boolean {
  const bytes = Buffer.alloc(CACHE_SIGNATURE.length);
  try {
    const descriptor = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      readSync(descriptor, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
  return bytes.toString('latin1') === CACHE_SIGNATURE;
}
