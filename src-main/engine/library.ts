import type { FileError, Folder, IndexReport, Progress, Settings, Status } from '../contract/index.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { Calls } from '../lib/calls.ts';
import type { StartWatch } from '../files/watch.ts';
import { InklingError } from '../lib/errors.ts';
import { untilAborted } from '../lib/until-aborted.ts';
import type { PersonStore, Root } from '../storage/person.ts';
import { readFileErrors } from './file-errors.ts';
import { isConnected, isWithin, resolveFolder } from './folders.ts';
import { ProgressFeed } from './progress.ts';
import type { OnBattery } from './power.ts';
import type { Recognising } from './recognising.ts';
import { Roots } from './roots.ts';
import { readSettings } from './settings.ts';
import { Standing } from './standing.ts';
import type { Readers } from './threads.ts';
import { Watching } from './watching.ts';
import type { WriteHandlers } from './write-thread.ts';

/** A start is for a question, most of the time: to walk every folder beside it would slow it down. */
const ANSWERS_FIRST_MILLISECONDS = 500;
/** A cable is pulled or put in; nobody waits for it to be noticed. */
const POWER_EVERY_MILLISECONDS = 15_000;
/** Every folder is looked over again this often. */
const LOOK_EVERY_MILLISECONDS = 3_600_000;

export interface LibraryOptions {
  readonly folder: string;
  readonly person: PersonStore;
  readonly readers: Readers;
  readonly writer: Calls<WriteHandlers>;
  readonly indexer: Indexer;
  readonly deepener: Deepener;
  readonly recognising: Recognising;
  /** Resolves once what has been deepened can be counted. */
  readonly heavyCodes: Promise<void>;
  /** Never deepens unasked. */
  readonly ephemeral: boolean;
  readonly watch: StartWatch | undefined;
  readonly onBattery: OnBattery;
}

/** The folders of a library, and the work that keeps them searchable and deepens them. */
export class Library {
  readonly #options: LibraryOptions;
  readonly #feed: ProgressFeed;
  readonly #roots: Roots;
  readonly #standing: Standing;
  readonly #watching: Watching | null;
  #pause: Progress['pause'] = 'none';
  #hourly: NodeJS.Timeout | undefined;
  #firstLook: NodeJS.Timeout | undefined;
  #power: NodeJS.Timeout | undefined;
  #waitsForPower = false;
  /** Whether folders are looked over and watched already. */
  #hasBegun = false;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#feed = new ProgressFeed(() => this.#progress());
    this.#roots = new Roots(options);
    this.#standing = new Standing({
      ...options,
      isLive: (root) => this.#watching?.isLive(root) ?? false,
      onChange: () => {
        this.#feed.touch();
      },
    });
    this.#watching = options.watch === undefined ? null : this.#watchBy(options.watch);
  }

  /** Looks every folder over and goes on where the last engine stopped. */
  async start(): Promise<void> {
    for (const root of this.#roots.all()) await this.#roots.absorb(root);
    await this.#tellRoots();
    await this.#repost();
    this.#firstLook = setTimeout(() => {
      this.#beginWork();
    }, ANSWERS_FIRST_MILLISECONDS).unref();
    this.#hourly = setInterval(() => {
      this.#lookOverAll({ retry: false });
    }, LOOK_EVERY_MILLISECONDS).unref();
    this.#power = setInterval(() => {
      this.#heedPower();
    }, POWER_EVERY_MILLISECONDS).unref();
  }

  /** Deepening takes an hour of a battery for a large folder, and hardly anyone misses it meanwhile. */
  #heedPower(): void {
    if (!this.#lookAtPower()) return;
    if (this.#waitsForPower) void this.#options.deepener.stop();
    this.#deepenIfIdle();
    this.#feed.touch();
  }

  /** Answers whether it changed. */
  #lookAtPower(): boolean {
    const { onBattery, person } = this.#options;
    const before = this.#waitsForPower;
    this.#waitsForPower = !readSettings(person).deepenOnBattery && onBattery();
    return before !== this.#waitsForPower;
  }

  #watchBy(start: StartWatch): Watching {
    const { indexer, person, folder } = this.#options;
    return new Watching({
      start,
      library: folder,
      lookAt: (root, paths) => indexer.lookAt(root, paths, readSettings(person)),
      lookOver: (id) => {
        const root = this.#roots.byId(id);
        if (root !== undefined) this.#lookOver(root, { retry: false });
      },
    });
  }

  /** Not waited for: the system walks every folder before it tells of changes in it, seconds for a hundred thousand files. */
  #watch(): void {
    void this.#watching?.follow(this.#roots.all());
  }

  /** Counts, and looks every folder over; once, and not before the first question had its chance. */
  #beginWork(): void {
    if (this.#firstLook === undefined) return;
    clearTimeout(this.#firstLook);
    this.#firstLook = undefined;
    void this.#standing.refresh();
    this.#hasBegun = true;
    // Begun first: most of what changes during the look is heard of.
    this.#watch();
    this.#lookOverAll({ retry: false });
  }

  /** Something moved: followers are told, counts follow when the work rests. */
  changed(): void {
    this.#feed.touch();
    if (this.#options.indexer.isBusy) this.#followRecognition();
    else void this.#standing.refresh().then(() => this.#deepenIfIdle());
  }

  follow(signal: AbortSignal): AsyncIterable<Progress> {
    return this.#feed.follow(signal);
  }

  /** Files found by name that words do not find yet. */
  get filesWaiting(): number {
    return this.#options.indexer.waiting;
  }

  async add(typed: string): Promise<Folder> {
    const path = resolveFolder(typed);
    if (isWithin(this.#options.folder, path) && isWithin(path, this.#options.folder)) throw ownLibrary();
    const root = this.#roots.around(path) ?? (await this.#adopt(path));
    await this.#tellRoots();
    this.#lookOver(root, { retry: false });
    return this.#standing.folder(root);
  }

  async forget(typed: string): Promise<number> {
    const root = this.#roots.named(typed);
    const { indexer, deepener, recognising, person, writer } = this.#options;
    await indexer.stopLook(root.id);
    indexer.pause();
    await Promise.all([deepener.stop(), recognising.hold()]);
    await indexer.settled();
    const documents = await writer.forget({ root: root.id });
    person.removeRoot(root.id);
    recognising.release();
    await this.#tellRoots();
    await this.#standing.refresh();
    if (this.#pause !== 'all') indexer.resume();
    return documents;
  }

  lookAgain(typed?: string): number {
    const roots = typed === undefined ? this.#roots.all() : [this.#roots.named(typed)];
    const { person, writer } = this.#options;
    const languages = readSettings(person).recognitionLanguages.join('+');
    void writer.recogniseAgain({ languages }).catch(() => undefined);
    for (const root of roots) this.#lookOver(root, { retry: true });
    return roots.length;
  }

  async settle(deep: boolean, signal: AbortSignal): Promise<IndexReport> {
    this.#beginWork();
    const started = performance.now();
    const { indexer, deepener, recognising } = this.#options;
    await untilAborted(indexer.settled(), signal);
    if (indexer.failure !== null) throw indexer.failure;
    if (deep && !signal.aborted) await untilAborted(recognising.finish(), signal);
    if (deep && !signal.aborted) await untilAborted(deepener.start(), signal);
    await this.#standing.refresh();
    const status = this.status();
    return {
      documents: status.files.indexed + status.files.partial,
      passages: status.passages,
      errors: this.#standing.errors,
      seconds: (performance.now() - started) / 1_000,
      libraryBytes: status.libraryBytes,
    };
  }

  async pause(what: Progress['pause']): Promise<Progress> {
    this.#pause = what;
    const { indexer, deepener, recognising } = this.#options;
    if (what === 'all') indexer.pause();
    else indexer.resume();
    if (what === 'none') this.#deepenIfIdle();
    else await Promise.all([deepener.stop(), recognising.stop()]);
    this.#feed.touch();
    return this.#progress();
  }

  /** Follows a change of settings. */
  async applied(before: Settings, now: Settings): Promise<void> {
    if (before.gitignore !== now.gitignore) this.#lookOverAll({ retry: false });
    if (before.deepening && !now.deepening) await this.#options.deepener.stop();
    if (now.recognition === 'off') await this.#options.recognising.stop();
    this.#heedPower();
    if (before.recognition !== now.recognition) this.changed();
    if (!before.deepening && now.deepening) this.#deepenIfIdle();
  }

  async freshStatus(): Promise<Status> {
    await this.#standing.refresh();
    return this.status();
  }

  status(): Status {
    return this.#standing.status(this.#roots.all());
  }

  errors(): Promise<FileError[]> {
    const { readers, person } = this.#options;
    const { recognition } = readSettings(person);
    return readFileErrors(readers, { recognition, rootPath: (root) => this.rootPath(root) ?? '' });
  }

  rootPath(id: number): string | undefined {
    return this.#roots.byId(id)?.path;
  }

  /** The root a path lies in and the rest of it; undefined outside every root. */
  locate(path: string): { readonly root: number; readonly relative: string } | undefined {
    const root = this.#roots.around(path);
    return root === undefined ? undefined : { root: root.id, relative: path.slice(root.path.length + 1) };
  }

  async close(): Promise<void> {
    clearInterval(this.#hourly);
    clearInterval(this.#power);
    clearTimeout(this.#firstLook);
    await Promise.all([this.#options.deepener.stop(), this.#options.recognising.hold()]);
    await this.#watching?.close();
    await this.#options.indexer.close();
    await this.#standing.settled();
  }

  /** A new root; roots inside it become part of it, and their documents stay as they are. */
  async #adopt(path: string): Promise<Root> {
    const root = this.#options.person.addRoot(path);
    await this.#tellRoots();
    await this.#roots.absorb(root);
    return root;
  }

  #lookOverAll(options: { readonly retry: boolean }): void {
    for (const root of this.#roots.all()) this.#lookOver(root, options);
  }

  #lookOver(root: Root, { retry }: { readonly retry: boolean }): void {
    if (!isConnected(root.path)) return;
    const { gitignore } = readSettings(this.#options.person);
    this.#options.indexer.look(root.id, { retry, gitignore }).catch(() => {
      // The drive went away while it was looked over: its documents stay, the next look tries again.
      this.#feed.touch();
    });
  }

  #deepenIfIdle(): void {
    const { ephemeral, indexer, deepener, person } = this.#options;
    if (this.#followRecognition()) return;
    if (ephemeral || indexer.isBusy || deepener.isRunning || this.#pause !== 'none') return;
    if (!readSettings(person).deepening || !deepener.hasWork) return;
    if (this.#lookAtPower()) this.#feed.touch();
    if (this.#waitsForPower) return;
    deepener.start().catch(() => {
      this.#feed.touch();
    });
  }

  /** Words in pictures come before deepening, which then deepens them too; answers whether they are looked for now. */
  #followRecognition(): boolean {
    const { indexer, recognising } = this.#options;
    if (recognising.hasWork && this.#lookAtPower()) this.#feed.touch();
    const isReading = indexer.isBusy;
    return recognising.follow({ pause: this.#pause, waitsForPower: this.#waitsForPower, isReading });
  }

  /** Where this Inkling is newer than the library, words may have to be read again from what is stored. */
  async #repost(): Promise<void> {
    const { indexer, writer } = this.#options;
    if ((await writer.repost(undefined)) > 0) void indexer.read();
  }

  async #tellRoots(): Promise<void> {
    const roots = this.#roots.all();
    await this.#options.readers.setRoots(roots);
    if (this.#hasBegun) this.#watch();
  }

  #progress(): Progress {
    return this.#standing.progress({ pause: this.#pause, waitsForPower: this.#waitsForPower });
  }
}

function ownLibrary(): InklingError {
  return new InklingError('FOLDER_IS_LIBRARY', {
    cause: 'This folder is the library itself.',
    remedy: 'Give a folder of documents.',
  });
}
