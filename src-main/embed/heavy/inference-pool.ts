import { Caller, type Calls } from '../../lib/calls.ts';
import { InklingError } from '../../lib/errors.ts';
import { entryBeside } from '../../lib/entry.ts';
import type { ChildHandle, Share, Spawn } from '../../lib/processes.ts';
import type { CloseReading, CloseRequest } from './close-reader.ts';
import { inferenceFailed, InferenceJobs, type Job, type Urgency } from './inference-jobs.ts';
import type { InferenceHandlers } from './inference-process.ts';
import { Rests } from './rests.ts';

type InferenceCalls = Calls<InferenceHandlers>;

interface Member {
  readonly child: ChildHandle;
  readonly caller: Caller;
  readonly calls: InferenceCalls;
  /** Jobs on their way: the one that runs and the one behind it, which hides the channel's latency. */
  readonly running: Set<Job<InferenceCalls>>;
  /** Its priority is the lowest: questions go to others. */
  readonly isLowest: boolean;
  ready: boolean;
}

export interface InferencePoolOptions {
  readonly spawn: Spawn;
  readonly modelFolder: string;
  readonly processes: number;
  /** Processes background work may use. */
  readonly background: number;
  /** What background work may take now, where that changes. */
  readonly share?: () => Share;
  /** Whether memory allows of one more; the first is always started. */
  readonly hasRoom?: () => boolean;
  /** Milliseconds that background work rests after a person asked. */
  readonly rest?: number;
  /** Milliseconds it rests at most where questions never stop. */
  readonly longestRest?: number;
}

const JOBS_A_MEMBER = 2;
/** A text that ended two processes is not tried a third time. */
const MOST_ATTEMPTS = 2;
/** Processes that die while they load, one after the other, mean that none ever will be ready. */
const MOST_FAILED_STARTS = 3;
/** A pool nobody asked for this long gives its memory back. */
const IDLE_MILLISECONDS = 120_000;

/** What is asked of the models. */
export type Inference = Pick<InferencePool, 'embed' | 'embedQuery' | 'read'>;

/** Transformer processes, started when first needed, replaced when they die, ended when idle. */
export class InferencePool {
  readonly #options: InferencePoolOptions;
  readonly #members = new Set<Member>();
  readonly #jobs = new InferenceJobs<InferenceCalls>();
  readonly #rests: Rests;
  /** One for those that answer questions, one for those of the lowest priority. */
  readonly #idle = new Map<boolean, NodeJS.Timeout>();
  #failedStarts = 0;
  #closed = false;
  #broken: InklingError | null = null;

  constructor(options: InferencePoolOptions) {
    this.#options = options;
    const { rest, longestRest: most } = options;
    this.#rests = new Rests({ rest, most, goOn: () => this.#pump() });
  }

  /** The vector of a passage, or of a text that is compared with passages as one of them. @throws InklingError MODEL_MISSING, MODEL_CORRUPT, INFERENCE_FAILED; the signal's reason. */
  embed(text: string, urgency: Urgency, signal?: AbortSignal): Promise<Int8Array> {
    return this.#ask((calls) => calls.embed({ text }), urgency, signal);
  }

  /** The vector of a question, which some models were taught to tell from a passage. Throws as `embed` does. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Int8Array> {
    return this.#ask((calls) => calls.embedQuery({ text }), 'query', signal);
  }

  /** What a passage says to a query, token by token. Throws as `embed` does. */
  read(request: CloseRequest, signal?: AbortSignal): Promise<CloseReading> {
    return this.#ask((calls) => calls.read(request), 'query', signal);
  }

  /** Someone asks, or is about to: background work takes nothing new for a while, so that every core is free for it. */
  giveWay(): void {
    if (!this.#closed) this.#rests.begin();
  }

  #ask<Result>(
    call: (calls: InferenceCalls) => Promise<Result>,
    urgency: Urgency,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    if (this.#closed) return Promise.reject(inferenceFailed('the engine is closing'));
    if (this.#broken !== null) return Promise.reject(this.#broken);
    // What rests hears of its end at once; one listener serves all that share a signal.
    signal?.addEventListener('abort', this.#dropAborted, { once: true });
    return new Promise((resolve, reject) => {
      const run = (calls: InferenceCalls): Promise<void> => call(calls).then(resolve);
      this.#jobs.add({ run, urgency, signal, reject, attempts: 0 });
      this.#pump();
    });
  }

  readonly #dropAborted = (): void => this.#jobs.dropAborted();

  /** Starts every process now, so that the first question does not wait for it. */
  warm(): void {
    this.#startUpTo({ processes: this.#options.processes, isLowest: false });
    this.#rest();
  }

  #startUpTo({ processes, isLowest }: Share): void {
    const { hasRoom = () => true } = this.#options;
    while (!this.#closed && this.#broken === null) {
      const count = this.#ofPriority(isLowest).length;
      if (count >= processes || (count > 0 && !hasRoom())) return;
      this.#start(isLowest);
    }
  }

  #ofPriority(isLowest: boolean): Member[] {
    return [...this.#members].filter((member) => member.isLowest === isLowest);
  }

  get #share(): Share {
    const { background, share } = this.#options;
    const whole = share?.() ?? { processes: background, isLowest: false };
    // Whoever asks all the time keeps the other cores.
    return this.#rests.isCutShort ? { ...whole, processes: 1 } : whole;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#rests.close();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    const exits = [...this.#members].map(({ child }) => child.exited);
    for (const { child } of this.#members) child.kill();
    await Promise.all(exits);
    this.#jobs.refuseAll(inferenceFailed('the engine is closing'));
  }

  #pump(): void {
    this.#jobs.dropAborted();
    const share = this.#share;
    const isDeepening = !this.#rests.isResting && this.#jobs.has('background');
    if (this.#jobs.has('query') || (isDeepening && !share.isLowest)) this.warm();
    if (isDeepening && share.isLowest) this.#startUpTo(share);
    const runNext = (): boolean => this.#runQuery() || (isDeepening && this.#runBackground(share));
    while (runNext());
    this.#rest();
  }

  #runQuery(): boolean {
    const member = this.#freeMember(false);
    const job = member === undefined ? undefined : this.#jobs.next('query');
    if (member === undefined || job === undefined) return false;
    this.#run(member, job);
    return true;
  }

  #runBackground(share: Share): boolean {
    const member = this.#freeMember(share.isLowest);
    const isAllowed = member !== undefined && this.#mayRunBackground(member, share.processes);
    const job = isAllowed ? this.#jobs.next('background') : undefined;
    if (member === undefined || job === undefined) return false;
    this.#run(member, job);
    return true;
  }

  #freeMember(isLowest: boolean): Member | undefined {
    return this.#ofPriority(isLowest)
      .filter((member) => member.ready && member.running.size < JOBS_A_MEMBER)
      .toSorted((left, right) => left.running.size - right.running.size)[0];
  }

  #mayRunBackground(member: Member, processes: number): boolean {
    const busy = [...this.#members].filter((other) => other !== member && hasBackground(other)).length;
    return busy < processes;
  }

  #run(member: Member, job: Job<InferenceCalls>): void {
    member.running.add(job);
    job.attempts += 1;
    job
      .run(member.calls)
      .catch((error: Error) => {
        if (this.#members.has(member)) job.reject(error);
        else this.#retry(job);
      })
      .finally(() => {
        member.running.delete(job);
        this.#pump();
      });
  }

  #retry(job: Job<InferenceCalls>): void {
    if (this.#closed || job.attempts >= MOST_ATTEMPTS)
      job.reject(inferenceFailed('the process that reads closely ended'));
    else this.#jobs.add(job);
  }

  #start(isLowest: boolean): void {
    const child = this.#options.spawn(entryBeside('inference-process', import.meta.url), {
      name: 'inference',
    });
    const caller = new Caller(child.port);
    const calls: InferenceCalls = caller.calls();
    const member: Member = { child, caller, calls, running: new Set(), isLowest, ready: false };
    this.#members.add(member);
    void child.exited.then((how) => {
      this.#members.delete(member);
      caller.end(inferenceFailed(`its process ended (${how})`));
      this.#pump();
    });
    member.calls.load({ folder: this.#options.modelFolder, isLowest }).then(
      () => {
        member.ready = true;
        this.#failedStarts = 0;
        this.#pump();
      },
      (error: unknown) => {
        // One that died on the way, as from want of memory, is no word on the model; several in a row are.
        if (!this.#members.has(member)) this.#failedStarts += 1;
        const isHopeless = this.#members.has(member) || this.#failedStarts >= MOST_FAILED_STARTS;
        if (isHopeless && !this.#closed) this.#giveUp(error);
      },
    );
  }

  /** A model that cannot be loaded will not load the next time either. */
  #giveUp(error: unknown): void {
    this.#broken = error instanceof InklingError ? error : inferenceFailed(String(error));
    this.#jobs.refuseAll(this.#broken);
    for (const { child } of this.#members) child.kill();
  }

  #rest(): void {
    if (this.#closed) return;
    for (const isLowest of [false, true]) this.#restOf(isLowest);
  }

  #restOf(isLowest: boolean): void {
    const members = this.#ofPriority(isLowest);
    if (members.some(({ running }) => running.size > 0) || members.length === 0) {
      clearTimeout(this.#idle.get(isLowest));
      this.#idle.delete(isLowest);
    } else if (!this.#idle.has(isLowest)) {
      const end = (): void => {
        this.#idle.delete(isLowest);
        for (const { child } of this.#ofPriority(isLowest)) child.kill();
      };
      this.#idle.set(isLowest, setTimeout(end, IDLE_MILLISECONDS).unref());
    }
  }
}

function hasBackground(member: Member): boolean {
  return [...member.running].some((job) => job.urgency === 'background');
}
