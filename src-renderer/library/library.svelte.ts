import { SvelteSet } from 'svelte/reactivity';

import type { Client } from '../api/client.ts';
import { failureOf, type Failure } from '../api/failure.ts';
import type {
  FileError,
  Folder,
  FolderRule,
  LeftOut,
  Notice,
  PauseEnd,
  Progress,
  Status,
} from '../api/types.ts';
import type { Announcer } from '../lib/announcer.svelte.ts';
import { counted, percent } from '../lib/format.ts';
import { baseName } from '../lib/place.ts';
import { timeLeft, type TimeLeft } from '../lib/time-left.ts';
import { Outside } from '../search/outside.svelte.ts';
import type { Tell } from '../ui/toasts.svelte.ts';
import { follow } from './follow.ts';
import { Opening } from './opening.ts';
import { Unlocking } from './unlocking.svelte.ts';

/** Folder figures change with the progress, but need not be asked for at its pace. */
const REFRESH_MS = 2000;
const UNKNOWN: TimeLeft = { seconds: null, reason: '' };
/** Only these are spoken. */
const SPOKEN = [25, 50, 75, 100];

export type Pause = Progress['pause'];

export interface LibraryOptions {
  /** Hears that a folder left, by whomever it was forgotten. */
  readonly onLeave?: () => void;
  /** Shows a message, with what takes it back, and speaks it. */
  readonly tell?: Tell;
}

/** One such message at a time: what it offers puts back the rules as they were before. */
const LEFT_OUT = 'left-out';

/** What the library holds and how far it has been read. */
export class Library {
  status = $state.raw<Status | null>(null);
  errors = $state.raw<readonly FileError[]>([]);
  progress = $state.raw<Progress | null>(null);
  searchableLeft = $state.raw<TimeLeft>(UNKNOWN);
  recognisedLeft = $state.raw<TimeLeft>(UNKNOWN);
  deepenedLeft = $state.raw<TimeLeft>(UNKNOWN);
  /** Paths of the files that are read again now. */
  readonly retrying = new SvelteSet<string>();
  /** The stream broke and did not come back at once. */
  away = $state(false);
  /** Why nothing is known of the library now. */
  failure = $state.raw<Failure | null>(null);
  /** Why the last thing the person asked for was not done. */
  refused = $state.raw<Failure | null>(null);

  readonly opening: Opening;

  #client: Client;
  #announcer: Announcer;
  #onLeave: () => void;
  #tell: Tell;
  #following: AbortController | null = null;
  #refreshing: ReturnType<typeof setTimeout> | null = null;
  #spoken = new Map<string, number>();
  #broken = false;
  /** Hears that the engine is back after it was gone. */
  onBack: () => void = () => {};

  constructor(
    client: Client,
    announcer: Announcer,
    { onLeave = () => {}, tell = () => {} }: LibraryOptions = {},
  ) {
    this.#client = client;
    this.#announcer = announcer;
    this.#onLeave = onLeave;
    this.#tell = tell;
    this.opening = new Opening(new Outside(client, (message) => announcer.say(message)), tell);
  }

  get roots(): readonly string[] {
    return this.status?.roots.map((root) => root.path) ?? [];
  }

  get notices(): readonly Notice[] {
    return this.status?.notices ?? [];
  }

  /** Known to hold no folder; null until asked. */
  get empty(): boolean | null {
    return this.status === null ? null : this.status.roots.length === 0;
  }

  /** The first look, and from then on every change. */
  async start(): Promise<void> {
    await this.refresh();
    this.reconnect();
  }

  reconnect(): void {
    this.#following?.abort();
    const following = new AbortController();
    this.#following = following;
    void follow({
      open: () => this.#client.library.progress(undefined, { signal: following.signal }),
      take: (progress) => this.#take(progress),
      broken: (times) => this.#break(times),
      signal: following.signal,
    });
  }

  stop(): void {
    this.#following?.abort();
    if (this.#refreshing !== null) clearTimeout(this.#refreshing);
  }

  async refresh(): Promise<void> {
    this.failure = await failureOf(async () => {
      const [status, { errors }] = await Promise.all([
        this.#client.library.status(),
        this.#client.library.errors(),
      ]);
      const before = this.roots;
      this.status = status;
      this.errors = errors;
      if (before.some((path) => !this.roots.includes(path))) this.#onLeave();
    });
  }

  /** Answers with the failure, for it belongs beside the field. */
  async add(path: string): Promise<Failure | null> {
    const failure = await failureOf(() => this.#client.library.add({ path }));
    if (failure === null) await this.refresh();
    return failure;
  }

  async forget({ path }: Folder): Promise<void> {
    await this.#act(async () => {
      await this.#client.library.forget({ path });
      return `${baseName(path)} is forgotten.`;
    });
  }

  /** Reads one file again that could not be read. */
  async retry(path: string): Promise<void> {
    if (this.retrying.has(path)) return;
    this.retrying.add(path);
    await this.#act(async () => {
      const { error } = await this.#client.library.retry({ path });
      return error === null
        ? `${baseName(path)} could be read.`
        : `${baseName(path)} was tried again. ${error.cause}`;
    });
    this.retrying.delete(path);
  }

  /** The password of a file that is locked, being asked for. */
  unlocking(path: string): Unlocking {
    const unlocking = new Unlocking(this.#client, path);
    void unlocking.start();
    return unlocking;
  }

  async unlocked(path: string): Promise<void> {
    await this.refresh();
    this.#announcer.say(`${baseName(path)} is open, and found by its words.`);
  }

  async lookAgain(path?: string): Promise<void> {
    await this.#act(async () => {
      const { folders } = await this.#client.library.lookAgain(path === undefined ? {} : { path });
      return folders === 0 ? 'Nothing is looked over: it is paused.' : 'Looking the folders over again.';
    });
  }

  /** @param until when it goes on by itself; left out: not before the person says so */
  async pause(what: Pause, until?: PauseEnd): Promise<void> {
    await this.#act(async () => {
      this.#take(await this.#client.library.pause(until === undefined ? { what } : { what, until }));
      return null;
    });
  }

  /** Answers with the failure, for it belongs beside the field. */
  async rule(path: string, rule: FolderRule): Promise<Failure | null> {
    const failure = await failureOf(() => this.#client.keeping.rule({ path, ...rule }));
    if (failure === null) await this.refresh();
    return failure;
  }

  wouldLeaveOut(path: string, patterns: string, signal: AbortSignal): Promise<LeftOut> {
    return this.#client.keeping.wouldLeaveOut({ path, patterns }, { signal });
  }

  /** Leaves one file out by a rule of its folder, until it is taken back. */
  async exclude(path: string): Promise<void> {
    await this.#act(async () => {
      const { folder, before } = await this.#client.keeping.exclude({ path });
      const run = (): void => void this.#letIn(path, { path: folder, patterns: before });
      this.#tell(`${baseName(path)} is left out by a rule of its folder.`, {
        kind: LEFT_OUT,
        action: { name: 'Undo', run },
      });
      return null;
    });
  }

  async #letIn(path: string, rule: { path: string; patterns: string }): Promise<void> {
    await this.#act(async () => {
      await this.#client.keeping.rule(rule);
      return `${baseName(path)} is no longer left out.`;
    });
  }

  /** The other way round than it is. */
  async pauseFolder({ path, paused }: Folder): Promise<void> {
    await this.#act(async () => {
      await this.#client.library.pauseFolder({ path, paused: !paused });
      return `${baseName(path)} is ${paused ? 'read again' : 'paused'}.`;
    });
  }

  /** Whether AI agents may search and read a folder. */
  async allowAgents({ path }: Folder, allowed: boolean): Promise<void> {
    await this.#act(async () => {
      await this.#client.agents.allow({ path, allowed });
      return `${baseName(path)} is ${allowed ? 'open to' : 'closed to'} AI tools.`;
    });
  }

  async dismiss(code: string): Promise<void> {
    await this.#act(async () => {
      await this.#client.library.dismiss({ code });
      return null;
    });
  }

  complete(prefix: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#client.library.complete({ prefix }, { signal }).then(({ folders }) => folders);
  }

  #take(progress: Progress): void {
    const before = this.progress;
    this.#mend();
    this.progress = progress;
    this.searchableLeft = timeLeft(this.searchableLeft, before?.searchable ?? null, progress.searchable);
    this.recognisedLeft = timeLeft(this.recognisedLeft, before?.recognised ?? null, progress.recognised);
    this.deepenedLeft = timeLeft(this.deepenedLeft, before?.deepened ?? null, progress.deepened);
    this.#speak('searchable', progress.searchable);
    this.#speak('deepened', progress.deepened);
    this.#refreshing ??= setTimeout(() => {
      this.#refreshing = null;
      void this.refresh();
    }, REFRESH_MS);
  }

  /** One break alone is an engine that is being replaced: not worth a word. */
  #break(times: number): void {
    this.#broken = true;
    this.away = times > 1;
  }

  #mend(): void {
    if (!this.#broken) return;
    this.#broken = false;
    this.away = false;
    this.onBack();
  }

  #speak(what: 'searchable' | 'deepened', { done, total }: Progress['searchable']): void {
    const reached = SPOKEN.findLast((step) => percent(done, total) >= step) ?? 0;
    const before = this.#spoken.get(what);
    this.#spoken.set(what, reached);
    // What stood there when the page came is no news.
    if (before === undefined || reached <= before) return;
    const things = what === 'searchable' ? counted(done, 'file') : counted(done, 'passage');
    this.#announcer.say(`${reached} % ${what}, ${things}.`);
  }

  /** Does what the person asked for; what it answers is spoken once it is seen. */
  async #act(work: () => Promise<string | null>): Promise<void> {
    let said: string | null = null;
    this.refused = await failureOf(async () => {
      said = await work();
    });
    await this.refresh();
    if (said !== null) this.#announcer.say(said);
  }
}
