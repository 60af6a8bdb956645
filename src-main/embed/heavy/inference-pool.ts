import { Caller, type Calls } from '../../lib/calls.ts';
import { InklingError } from '../../lib/errors.ts';
import { entryBeside } from '../../lib/entry.ts';
import type { ChildHandle, Share, Spawn } from '../../lib/processes.ts';
import type { CloseReading, CloseRequest } from './close-reader.ts';
import type { InferenceHandlers } from './inference-process.ts';

/** Questions come before deepening; among themselves in order. */
export type Urgency = 'query' | 'background';

type InferenceCalls = Calls<InferenceHandlers>;

interface Job {
  /** Makes its call and settles the promise of who waits; rejects where the call fails. */
  readonly run: (calls: InferenceCalls) => Promise<void>;
  readonly urgency: Urgency;
  readonly signal: AbortSignal | undefined;
  readonly reject: (error: Error) => void;
  attempts: number;
}

interface Member {
  readonly child: ChildHandle;
  readonly caller: Caller;
  readonly calls: InferenceCalls;
  /** Jobs on their way: the one that runs and the one behind it, which hides the channel's latency. */
  readonly running: Set<Job>;
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
}

const JOBS_A_MEMBER = 2;
/** A text that ended two processes is not tried a third time. */
const MOST_ATTEMPTS = 2;
/** Processes that die while they load, one after the other, mean that none ever will be ready. */
const MOST_FAILED_STARTS = 3;
/** A pool nobody asked for this long gives its memory back. */
const IDLE_MILLISECONDS = 120_000;

/** What is asked of the models. */
export type Inference = Pick<InferencePool, 'embed' | 'read'>;

/** Transformer processes, started when first needed, replaced when they die, ended when idle. */
export class InferencePool {
  readonly #options: InferencePoolOptions;
  readonly #members = new Set<Member>();
  #queries: Job[] = [];
  #background: Job[] = [];
  /** One for those that answer questions, one for those of the lowest priority. */
  readonly #idle = new Map<boolean, NodeJS.Timeout>();
  #failedStarts = 0;
  #closed = false;
  #broken: InklingError | null = null;

  constructor(options: InferencePoolOptions) {
    this.#options = options;
  }

  /** The vector of a text. @throws InklingError MODEL_MISSING, MODEL_CORRUPT, INFERENCE_FAILED; the signal's reason. */
  embed(text: string, urgency: Urgency, signal?: AbortSignal): Promise<Int8Array> {
    return this.#ask((calls) => calls.embed({ text }), urgency, signal);
  }

  /** What a passage says to a query, token by token. Throws as `embed` does. */
  read(request: CloseRequest, signal?: AbortSignal): Promise<CloseReading> {
    return this.#ask((calls) => calls.read(request), 'query', signal);
  }

  #ask<Result>(
    call: (calls: InferenceCalls) => Promise<Result>,
    urgency: Urgency,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    if (this.#closed) return Promise.reject(failed('the engine is closing'));
    if (this.#broken !== null) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      const run = (calls: InferenceCalls): Promise<void> => call(calls).then(resolve);
      this.#enqueue({ run, urgency, signal, reject, attempts: 0 });
      this.#pump();
    });
  }

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
    return share?.() ?? { processes: background, isLowest: false };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#idle.values()) clearTimeout(timer);
    const exits = [...this.#members].map(({ child }) => child.exited);
    for (const { child } of this.#members) child.kill();
    await Promise.all(exits);
    this.#refuseAll(failed('the engine is closing'));
  }

  #enqueue(job: Job): void {
    (job.urgency === 'query' ? this.#queries : this.#background).push(job);
  }

  #pump(): void {
    this.#dropAborted();
    const share = this.#share;
    if (this.#queries.length > 0 || (this.#background.length > 0 && !share.isLowest)) this.warm();
    if (this.#background.length > 0 && share.isLowest) this.#startUpTo(share);
    while (this.#runQuery() || this.#runBackground(share));
    this.#rest();
  }

  #runQuery(): boolean {
    const member = this.#freeMember(false);
    const job = member === undefined ? undefined : this.#queries.shift();
    if (member === undefined || job === undefined) return false;
    this.#run(member, job);
    return true;
  }

  #runBackground(share: Share): boolean {
    const member = this.#freeMember(share.isLowest);
    const isAllowed = member !== undefined && this.#mayRunBackground(member, share.processes);
    const job = isAllowed ? this.#background.shift() : undefined;
    if (member === undefined || job === undefined) return false;
    this.#run(member, job);
    return true;
  }

  /** A query's answer that nobody waits for any more never reaches a process. */
  #dropAborted(): void {
    this.#queries = this.#queries.filter(keepIfWanted);
    this.#background = this.#background.filter(keepIfWanted);
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

  #run(member: Member, job: Job): void {
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

  #retry(job: Job): void {
    if (this.#closed || job.attempts >= MOST_ATTEMPTS)
      job.reject(failed('the process that reads closely ended'));
    else this.#enqueue(job);
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
      caller.end(failed(`its process ended (${how})`));
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
    this.#broken = error instanceof InklingError ? error : failed(String(error));
    this.#refuseAll(this.#broken);
    for (const { child } of this.#members) child.kill();
  }

  #refuseAll(reason: InklingError): void {
    for (const job of [...this.#queries, ...this.#background]) job.reject(reason);
    this.#queries = [];
    this.#background = [];
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

/** Rejects a job that nobody waits for any more. */
function keepIfWanted({ signal, reject }: Job): boolean {
  if (signal?.aborted !== true) return true;
  reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  return false;
}

function hasBackground(member: Member): boolean {
  return [...member.running].some((job) => job.urgency === 'background');
}

function failed(why: string): InklingError {
  return new InklingError('INFERENCE_FAILED', {
    cause: `Reading closely failed: ${why}.`,
    remedy: 'Search again; words and light meaning go on. If it stays, run `inkling doctor`.',
  });
}
