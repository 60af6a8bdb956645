import type {
  Computer,
  FileError,
  Folder,
  IndexReport,
  Notice,
  PauseEnd,
  Progress,
  Settings,
  Status,
} from '../contract/index.ts';
import type { Root } from '../storage/person.ts';
import { readFileErrors } from './file-errors.ts';
import { FolderRules } from './folder-rules.ts';
import { requireOther, resolveFolder } from './folders.ts';
import type { LibraryOptions } from './library-options.ts';
import { Lookout } from './lookout.ts';
import { Feed } from './progress.ts';
import { Roots } from './roots.ts';
import { SetAside } from './set-aside.ts';
import { readJoinedLanguages, readSettings } from './settings.ts';
import { settle } from './settle.ts';
import { Standing } from './standing.ts';
import { Work } from './work.ts';

/** A start is for a question, most of the time: to walk every folder beside it would slow it down. */
const ANSWERS_FIRST_MILLISECONDS = 500;
/** A cable or a drive is pulled or put in, a person comes back; nobody waits for it to be noticed. */
const HEED_EVERY_MILLISECONDS = 5_000;
/** Of an answer: who asks looks at no more of it. */
const MOST_FOUND = 10;

/** The folders of a library, and the work that keeps them searchable and deepens them. */
export class Library {
  readonly #options: LibraryOptions;
  readonly #feed: Feed<Progress>;
  readonly #roots: Roots;
  readonly #standing: Standing;
  readonly #setAside: SetAside;
  readonly #lookout: Lookout;
  readonly #work: Work;
  readonly rules: FolderRules;
  #firstLook: NodeJS.Timeout | undefined;
  #heeding: NodeJS.Timeout | undefined;
  /** From now on nothing begins. */
  #isClosing = false;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#feed = new Feed(() => this.#progress());
    this.#roots = new Roots(options);
    this.#work = new Work({ ...options, onChange: () => this.#feed.touch() });
    this.#lookout = new Lookout({ ...options, roots: this.#roots, onChange: () => this.#feed.touch() });
    this.#setAside = new SetAside(options.index, options.notices);
    this.#standing = new Standing({
      ...options,
      notices: () => options.notices.all(),
      isLive: (root) => this.#lookout.isLive(root),
      onChange: () => this.#feed.touch(),
    });
    this.rules = new FolderRules({
      ...options,
      roots: this.#roots,
      lookout: this.#lookout,
      standing: this.#standing,
      work: this.#work,
      tellRoots: () => this.#tellRoots(),
    });
  }

  /** Looks every folder over and goes on where the last engine stopped. */
  async start(): Promise<void> {
    for (const root of this.#roots.all()) await this.#roots.absorb(root);
    await this.#roots.lookForDrives();
    await this.#tellRoots();
    this.#work.holding.look();
    this.#work.obey();
    await this.#repost();
    this.#firstLook = setTimeout(() => this.#beginWork(), ANSWERS_FIRST_MILLISECONDS).unref();
    this.#heeding = setInterval(() => this.#heed(), HEED_EVERY_MILLISECONDS).unref();
  }

  /** Follows what changes around the library. */
  #heed(): void {
    this.#work.heed();
    this.#lookout.heed();
    void this.#heedDrives();
  }

  async #heedDrives(): Promise<void> {
    const changed = await this.#roots.lookForDrives();
    if (changed.length === 0) return;
    await this.#tellRoots();
    if (this.#lookout.hasBegun) for (const root of changed) void this.#lookout.lookOver(root);
    this.#feed.touch();
  }

  /** Counts, and looks every folder over; once, and not before the first question had its chance. */
  #beginWork(): void {
    if (this.#firstLook === undefined) return;
    clearTimeout(this.#firstLook);
    this.#firstLook = undefined;
    void this.#refresh();
    this.#lookout.begin();
  }

  /** Something moved: followers are told, counts follow when the work rests. */
  changed(): void {
    if (this.#isClosing) return;
    this.#feed.touch();
    if (this.#options.indexer.isBusy) this.#work.followRecognition();
    else void this.#refresh().then(() => this.#rest());
  }

  follow(signal: AbortSignal): AsyncIterable<Progress> {
    return this.#feed.follow(signal);
  }

  /** Files found by name that words do not find yet. */
  get filesWaiting(): number {
    return this.#options.indexer.waiting;
  }

  /** Every folder was looked over since the start, and all that was found is read. */
  get isSettled(): boolean {
    return this.#lookout.hasBegun && !this.#options.indexer.isBusy;
  }

  async add(typed: string): Promise<Folder> {
    const path = resolveFolder(typed);
    requireOther(path, this.#options.folder);
    const root = this.#roots.around(path) ?? (await this.#adopt(path));
    await this.#tellRoots();
    void this.#lookout.lookOver(root);
    return this.#standing.folder(root);
  }

  async forget(typed: string): Promise<number> {
    const root = this.#roots.named(typed);
    const { indexer, passwords, person, writer } = this.#options;
    await indexer.stopLook(root.id);
    return this.#work.alone(async () => {
      const documents = await writer.forget({ root: root.id });
      person.removeRoot(root.id);
      passwords.forget(root.path);
      this.#setAside.remove();
      await this.#tellRoots();
      await this.#standing.refreshAnew();
      return documents;
    });
  }

  /** @throws InklingError FOLDER_UNKNOWN */
  named(typed: string): Root {
    return this.#roots.named(typed);
  }

  forgetPasswords(): void {
    for (const { path } of this.#roots.all()) this.#options.passwords.forget(path);
  }

  /** Runs what nothing else may go on beside. */
  alone<Result>(body: () => Promise<Result>): Promise<Result> {
    return this.#work.alone(body);
  }

  lookAgain(typed?: string): number {
    const named = typed === undefined ? this.#roots.all() : [this.#roots.named(typed)];
    const roots = named.filter(({ paused }) => !paused);
    const { person, writer } = this.#options;
    void writer.recogniseAgain({ languages: readJoinedLanguages(person) }).catch(() => undefined);
    for (const root of roots) void this.#lookout.lookOver(root, { retry: true });
    return roots.length;
  }

  /** Resolves once the root is looked over. */
  async lookOver(id: number): Promise<void> {
    const root = this.#roots.byId(id);
    if (root !== undefined) await this.#lookout.lookOver(root);
  }

  /** Nothing is read, and what goes on behind the reading may. */
  get isIdle(): boolean {
    return !this.#options.indexer.isBusy && this.#work.holding.mayDeepen;
  }

  /** Found by a search, or opened: what is in it is deepened before the rest. */
  asked(paths: readonly string[]): void {
    this.#options.wanted.ask(paths.slice(0, MOST_FOUND));
    this.#options.computer.used();
  }

  hearComputer(told: Computer): void {
    this.#options.computer.hear(told);
    this.#heed();
  }

  settle(deep: boolean, signal: AbortSignal): Promise<IndexReport> {
    return this.#work.holding.while(async () => {
      this.#work.heed();
      this.#beginWork();
      const parts = { ...this.#options, standing: this.#standing, status: () => this.status() };
      const report = await settle(parts, deep, signal);
      if (!signal.aborted) this.#setAside.heed(this.status());
      return report;
    });
  }

  async pause(what: Progress['pause'], until?: PauseEnd): Promise<Progress> {
    await this.#work.pause(what, until);
    return this.#progress();
  }

  /** Follows a change of settings. */
  async applied(before: Settings, now: Settings): Promise<void> {
    if (before.gitignore !== now.gitignore || before.leaveOut !== now.leaveOut) this.#lookout.lookOverAll();
    if (before.recognition !== now.recognition) this.changed();
    await this.#work.applied(before, now);
  }

  dismiss(code: string): Notice[] {
    return this.#setAside.dismiss(code);
  }

  async freshStatus(): Promise<Status> {
    await this.#standing.refreshAnew();
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

  /** Whether a root's drive was there when it was looked for last. */
  isConnected(id: number): boolean {
    const root = this.#roots.byId(id);
    return root !== undefined && this.#roots.isThere(root);
  }

  /** The root a path lies in and the rest of it; undefined outside every root. */
  locate(path: string): ReturnType<Roots['locate']> {
    return this.#roots.locate(path);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#heeding);
    clearTimeout(this.#firstLook);
    await this.#work.hold();
    await this.#lookout.close();
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

  /** What cannot be counted, as while the library closes, is counted with the next change. */
  #refresh(): Promise<void> {
    return this.#standing.refresh().catch(() => undefined);
  }

  /** What waits for the reading to end. */
  #rest(): void {
    if (this.#isClosing) return;
    if (this.#lookout.hasBegun && !this.#options.indexer.isBusy) this.#setAside.heed(this.status());
    this.#work.deepenIfIdle();
  }

  /** Where this Inkling is newer than the library, words may have to be read again from what is stored. */
  async #repost(): Promise<void> {
    const { indexer, writer } = this.#options;
    if ((await writer.repost(undefined)) > 0) void indexer.read();
  }

  async #tellRoots(): Promise<void> {
    const roots = this.#roots.all().map((root) => ({ ...root, connected: this.#roots.isThere(root) }));
    await this.#options.readers.setRoots(roots);
    this.#lookout.follow();
  }

  #progress(): Progress {
    return this.#standing.progress(this.#work.holding, this.#roots.active());
  }
}
