import { openFile } from '../files/open.ts';
import { Caller, type Calls } from '../lib/calls.ts';
import { entryBeside } from '../lib/entry.ts';
import type { InklingError } from '../lib/errors.ts';
import { residentBytes } from '../lib/process-memory.ts';
import type { ChildHandle, Share } from '../lib/processes.ts';
import type { ExtractPoolOptions } from './extract-pool-options.ts';
import type { ExtractedDocument, ExtractHandlers } from './extract-process.ts';
import { closing, crashed, tookTooLong, tookTooMuch, type ExtractLimits } from './reading-failures.ts';
import { SentFile } from './sent-file.ts';

interface Job {
  readonly file: SentFile;
  readonly resolve: (document: ExtractedDocument) => void;
  readonly reject: (error: InklingError) => void;
  /** Processes that ended while they read it. */
  ends: number;
}

interface Member {
  readonly child: ChildHandle;
  readonly caller: Caller;
  readonly calls: Calls<ExtractHandlers>;
  /** The file being read first, then the one sent ahead. */
  readonly jobs: Job[];
  /** When the first of `jobs` came to the head. */
  since: number;
  ready: boolean;
  /** Whether it has read a file: what that left in memory is not the next one's fault. */
  hasRead: boolean;
  readonly isLowest: boolean;
  readonly isLean: boolean;
  /** Reads what it was given, and nothing after. */
  isOutdated: boolean;
  /** Why it was ended, where we did it. */
  verdict: InklingError | null;
}

const DEFAULT_LIMITS: ExtractLimits = { milliseconds: 30_000, bytes: 512 * 1_048_576 };

/** A file that is read and one that waits behind it. */
const JOBS_A_MEMBER = 2;
/** A process may be ended from outside, as by a system short of memory; a file that ends two of them did it itself. */
const MOST_ENDS = 2;
const LOOK_EVERY_MILLISECONDS = 100;
const IDLE_MILLISECONDS = 5_000;
/** Processes that die before they are ready, one after the other, mean that none ever will be. */
const MOST_FAILED_STARTS = 3;

/** Processes that read files, each bound in time and memory; a hang or a crash costs the one file that caused it. */
export class ExtractPool {
  readonly #options: ExtractPoolOptions;
  readonly #limits: ExtractLimits;
  readonly #members = new Set<Member>();
  #waiting: Job[] = [];
  #watch: NodeJS.Timeout | undefined;
  #idleSince = Date.now();
  #failedStarts = 0;
  #lastSent = 0;
  #closed = false;

  constructor(options: ExtractPoolOptions) {
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
  }

  /** Files a caller may hand over before it should wait. */
  get capacity(): number {
    return this.#share.processes * JOBS_A_MEMBER;
  }

  /** Whether any process stands, though it may have nothing to read. */
  get isStanding(): boolean {
    return this.#members.size > 0;
  }

  get #share(): Share {
    const { processes, share } = this.#options;
    return share?.() ?? { processes, isLowest: false };
  }

  /** Reads one file, with its password where there is one. @throws InklingError with the reason why it cannot be read */
  async extract(path: string, password?: string): Promise<ExtractedDocument> {
    if (this.#closed) throw closing();
    const file = await this.#begin(path, password ?? null);
    try {
      return await this.#read(file);
    } finally {
      void file.close();
    }
  }

  /** A drive may take for ever to open a file; then nobody waits for it any more. */
  async #begin(path: string, password: string | null): Promise<SentFile> {
    const beginning = openFile(path).then((file) => SentFile.begin(file, password));
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(tookTooLong(this.#limits));
      void beginning.then((file) => file.close()).catch(() => undefined);
    }, this.#limits.milliseconds).unref();
    try {
      return await Promise.race([beginning, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #read(file: SentFile): Promise<ExtractedDocument> {
    if (this.#closed) return Promise.reject(closing());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ file, resolve, reject, ends: 0 });
      this.#pump();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    const exits = [...this.#members].map(({ child }) => child.exited);
    for (const { child } of this.#members) child.kill();
    for (const job of this.#waiting.splice(0)) job.reject(closing());
    await Promise.all(exits);
  }

  #pump(): void {
    if (this.#closed) return;
    this.#idleSince = Date.now();
    this.#watch ??= setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MILLISECONDS).unref();
    this.#endOutdated();
    while (this.#mayStart()) this.#start();
    for (const member of this.#byLoad()) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#give(member, job);
    }
  }

  #mayStart(): boolean {
    const { size } = this.#members;
    const wanted = Math.min(this.#share.processes, size + this.#waiting.length);
    return size < wanted && (size === 0 || (this.#options.hasRoom?.() ?? true));
  }

  /**
   * Processes of another priority than is wanted now, and more of them than may work, make room; so do slow ones where
   * fast ones are wanted, for what follows may take days. A fast one does for what is over soon.
   */
  #endOutdated(): void {
    const { processes, isLowest, isLean = false } = this.#share;
    let kept = 0;
    for (const member of this.#members) {
      const isWelcome = member.isLowest === isLowest && (isLean || !member.isLean);
      if (isWelcome && !member.isOutdated && kept < processes) kept += 1;
      else this.#letGo(member);
    }
  }

  /** Reads to its end what it was given, and nothing after. */
  #letGo(member: Member): void {
    member.isOutdated = true;
    if (member.jobs.length === 0) member.child.kill();
  }

  /** One less, as long as one is left. */
  #giveMemoryBack(): void {
    const [, ...others] = [...this.#members].filter(({ isOutdated }) => !isOutdated);
    const last = others.at(-1);
    if (last !== undefined && this.#options.isTooLarge?.() === true) this.#letGo(last);
  }

  /** Free places, idle processes first. */
  *#byLoad(): Generator<Member> {
    for (let load = 0; load < JOBS_A_MEMBER; load += 1) {
      for (const member of this.#members) {
        const isFree = member.ready && !member.isOutdated && member.verdict === null;
        if (isFree && member.jobs.length === load) yield member;
      }
    }
  }

  #give(member: Member, job: Job): void {
    if (member.jobs.length === 0) member.since = Date.now();
    member.jobs.push(job);
    this.#lastSent += 1;
    job.file.send(member.calls, this.#lastSent).then(
      (document) => {
        this.#finish(member, job, () => {
          job.resolve(document);
        });
      },
      (error: InklingError) => {
        // A process that ended answers for its files in #bury.
        if (this.#members.has(member)) {
          this.#finish(member, job, () => {
            job.reject(error);
          });
        }
      },
    );
  }

  #finish(member: Member, job: Job, settle: () => void): void {
    member.jobs.splice(member.jobs.indexOf(job), 1);
    member.since = Date.now();
    member.hasRead = true;
    // Ended while it answered: the file behind is not to blame, and another process reads it.
    if (member.verdict !== null) this.#letGo(member);
    member.verdict = null;
    settle();
    this.#pump();
  }

  #start(): void {
    const { isLowest, isLean = false } = this.#share;
    const entry = this.#options.entry ?? entryBeside('extract-process', import.meta.url);
    const child = this.#options.spawn(entry, { name: 'extract', isBounded: true, isLean });
    const caller = new Caller(child.port);
    const member: Member = {
      child,
      caller,
      calls: caller.calls(),
      jobs: [],
      since: 0,
      ready: false,
      hasRead: false,
      isLowest,
      isLean,
      isOutdated: false,
      verdict: null,
    };
    this.#members.add(member);
    void child.exited.then(() => this.#bury(member));
    member.calls.load({ lightModel: this.#options.lightModel, isLowest }).then(
      () => {
        member.ready = true;
        this.#failedStarts = 0;
        this.#pump();
      },
      () => {
        child.kill();
      },
    );
  }

  /** The file at the head answers for the end of its process; the one behind it is read by another. */
  #bury(member: Member): void {
    this.#members.delete(member);
    member.caller.end(crashed());
    if (this.#closed) {
      for (const job of member.jobs) job.reject(closing());
      return;
    }
    const [suspect, ...innocent] = member.jobs;
    if (suspect !== undefined && !this.#mayTryAgain(suspect, member))
      suspect.reject(member.verdict ?? crashed());
    else this.#waiting.unshift(...(suspect === undefined ? [] : [suspect]));
    this.#waiting.push(...innocent);
    if (!member.ready && !member.isOutdated) this.#failedStarts += 1;
    if (this.#failedStarts >= MOST_FAILED_STARTS) {
      for (const job of this.#waiting.splice(0)) job.reject(crashed());
      this.#failedStarts = 0;
    }
    if (this.#waiting.length > 0) this.#pump();
  }

  #mayTryAgain(suspect: Job, { verdict, hasRead }: Member): boolean {
    suspect.ends += 1;
    const isDoubtful = verdict === null || (verdict.code === 'READING_TOO_LARGE' && hasRead);
    return isDoubtful && suspect.ends < MOST_ENDS;
  }

  #look(): void {
    for (const member of this.#members) {
      if (member.jobs.length > 0) this.#judge(member);
    }
    this.#giveMemoryBack();
    if ([...this.#members].some(({ jobs }) => jobs.length > 0) || this.#waiting.length > 0) return;
    if (Date.now() - this.#idleSince < IDLE_MILLISECONDS) return;
    // Nothing to read for a while: the memory goes back.
    for (const member of this.#members) this.#letGo(member);
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #judge(member: Member): void {
    const { child, since } = member;
    if (Date.now() - since > this.#limits.milliseconds) member.verdict = tookTooLong(this.#limits);
    else if (child.pid !== null && residentBytes(child.pid) > this.#limits.bytes) {
      member.verdict = tookTooMuch(this.#limits);
    }
    if (member.verdict !== null) child.kill();
  }
}
