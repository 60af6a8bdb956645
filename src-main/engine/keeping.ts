import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { Folder, FolderRule, LeftOut, Licence, Storage, StorageKind } from '../contract/index.ts';
import { patternOf, withPattern } from '../files/ignore-files.ts';
import type { Calls } from '../lib/calls.ts';
import { connectionAttempts } from '../lib/connections.ts';
import { freeBackupName, takeBackupIn, writeBackup, type Backup } from '../storage/person-backup.ts';
import { libraryUse } from '../storage/storage-use.ts';
import { markErasing } from './erasing.ts';
import { findFile } from './find-file.ts';
import { prepareTarget } from './move-target.ts';
import { markMoving } from './moving.ts';
import { resolveFolder } from './folders.ts';
import type { KeepingHandlers } from './keeping-thread.ts';
import type { Library } from './library.ts';
import { readLicences } from './licences.ts';
import { removableModel } from './models.ts';
import type { OpenLibrary } from './open-library.ts';
import type { ModelChange } from './model-change.ts';
import type { PassingThread } from './passing-thread.ts';

/** Calls of an engine that look after its library. */
export interface KeepingCalls {
  storage(): Promise<Storage>;
  /** Changes what is left out of a folder, or whether meaning finds it. */
  ruleFolder(path: string, rule: Partial<FolderRule>): Promise<Folder>;
  wouldLeaveOut(path: string, patterns: string): Promise<LeftOut>;
  /** Leaves a file out by a rule of its folder; answers with that folder and its patterns before. */
  exclude(path: string): Promise<{ folder: string; before: string }>;
  backup(folder: string, name?: string): Promise<Backup>;
  /** What the next start finds; this engine must end. */
  restore(file: string): Promise<void>;
  /** Once it is closed, nothing of the library is left. */
  erase(): Promise<void>;
  /** Has it moved once it is closed, to a folder that is new or empty; resolves to that folder. */
  move(folder: string): Promise<string>;
  /** Whether it moves when it is closed, which takes its time. */
  isMoving(): boolean;
  /** Resolves to the bytes its files took. */
  removeModel(name: string): Promise<number>;
  about(): { started: number; connections: number };
  licences(): Promise<Licence[]>;
  suggestions(limit: number): Promise<string[]>;
}

/** Milliseconds for which what was measured is told again. */
const FRESH = 60_000;

export interface KeepingOptions {
  readonly open: OpenLibrary;
  readonly library: Library;
  readonly change: Pick<ModelChange, 'giveUp'>;
  readonly thread: PassingThread<Calls<KeepingHandlers>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class Keeping implements KeepingCalls {
  readonly #options: KeepingOptions;
  readonly #started: number;
  #isMoving = false;
  #measuring: Promise<Storage> | null = null;

  constructor(options: KeepingOptions) {
    this.#options = options;
    this.#started = options.now();
  }

  storage(): Promise<Storage> {
    this.#measuring ??= this.#measure();
    return this.#measuring.then(
      (storage) => {
        if (this.#options.now() - storage.measured < FRESH) return storage;
        this.#measuring = this.#measure();
        return this.#measuring;
      },
      (thrown: unknown) => {
        this.#measuring = null;
        throw thrown;
      },
    );
  }

  async ruleFolder(path: string, rule: Partial<FolderRule>): Promise<Folder> {
    return this.#options.library.rules.change(path, rule);
  }

  async wouldLeaveOut(path: string, patterns: string): Promise<LeftOut> {
    const { id } = this.#options.library.named(path);
    return this.#options.thread.use((calls) => calls.wouldLeaveOut({ root: id, patterns }));
  }

  async exclude(path: string): Promise<{ folder: string; before: string }> {
    const { library, open } = this.#options;
    const { row } = await findFile({ library, readers: open.readers }, path);
    const root = library.named(library.rootPath(row.root) ?? '');
    const patterns = withPattern(root.patterns, patternOf(row.path));
    await library.rules.leaveOut(root, { path: row.path, patterns });
    return { folder: root.path, before: root.patterns };
  }

  async backup(typed: string, name?: string): Promise<Backup> {
    const folder = resolveFolder(typed);
    return writeBackup(this.#options.open.person, join(folder, name ?? freeBackupName(folder)));
  }

  async restore(typed: string): Promise<void> {
    const { open, library } = this.#options;
    const { person, files, writer } = open;
    const file = join(resolveFolder(dirname(typed)), basename(typed));
    const paths = takeBackupIn(file, files.person, person.roots());
    // What the backup does not know would lie in the index without a folder or a label.
    for (const root of person.roots())
      if (!paths.includes(root.path)) await library.rules.dropDocuments(root);
    for (const { id } of person.labels.labels()) await writer.dropLabel({ label: id });
  }

  async erase(): Promise<void> {
    const { open, library } = this.#options;
    library.forgetPasswords();
    markErasing(open.files);
  }

  async move(typed: string): Promise<string> {
    const { files } = this.#options.open;
    const target = prepareTarget(files, typed);
    markMoving(files, target);
    this.#isMoving = true;
    return target;
  }

  isMoving(): boolean {
    return this.#isMoving;
  }

  async removeModel(name: string): Promise<number> {
    const { open, library, change } = this.#options;
    const { folder, key, bytes } = removableModel(open.models, name, open.chosen.heavy);
    await change.giveUp(name);
    await rm(folder, { recursive: true, force: true });
    await library.alone(() => open.writer.dropModel({ name: key }));
    return bytes;
  }

  about(): { started: number; connections: number } {
    return { started: this.#started, connections: connectionAttempts() };
  }

  licences(): Promise<Licence[]> {
    return readLicences();
  }

  suggestions(limit: number): Promise<string[]> {
    return this.#options.thread.use((calls) => calls.suggest({ limit }));
  }

  async #measure(): Promise<Storage> {
    const { thread, open, now } = this.#options;
    const index = await thread.use((calls) => calls.use(undefined));
    const use = libraryUse(open.files, index);
    const kinds = Object.entries(use)
      .filter(([, bytes]) => bytes > 0)
      .map(([kind, bytes]) => ({ kind: parseKind(kind), bytes }));
    return { kinds: kinds.toSorted((left, right) => right.bytes - left.bytes), measured: now() };
  }
}

/** Storage knows nothing of the contract; what both name is the same. */
function parseKind(kind: string): StorageKind {
  return kind as StorageKind;
}
