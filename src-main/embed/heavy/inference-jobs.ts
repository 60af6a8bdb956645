import { InklingError } from '../../lib/errors.ts';

/** Questions come before deepening; among themselves in order. */
export type Urgency = 'query' | 'background';

/** Something asked of a process, to be made with its `Calls`. */
export interface Job<Calls> {
  /** Makes its call and settles the promise of who waits; rejects where the call fails. */
  readonly run: (calls: Calls) => Promise<void>;
  readonly urgency: Urgency;
  readonly signal: AbortSignal | undefined;
  readonly reject: (error: Error) => void;
  attempts: number;
}

/** What waits for a process. */
export class InferenceJobs<Calls> {
  #queries: Job<Calls>[] = [];
  #background: Job<Calls>[] = [];

  add(job: Job<Calls>): void {
    (job.urgency === 'query' ? this.#queries : this.#background).push(job);
  }

  has(urgency: Urgency): boolean {
    return (urgency === 'query' ? this.#queries : this.#background).length > 0;
  }

  next(urgency: Urgency): Job<Calls> | undefined {
    return (urgency === 'query' ? this.#queries : this.#background).shift();
  }

  /** What nobody waits for any more never reaches a process. */
  dropAborted(): void {
    this.#queries = this.#queries.filter(keepIfWanted);
    this.#background = this.#background.filter(keepIfWanted);
  }

  refuseAll(reason: InklingError): void {
    for (const job of [...this.#queries, ...this.#background]) job.reject(reason);
    this.#queries = [];
    this.#background = [];
  }
}

/** Rejects a job that nobody waits for any more. */
function keepIfWanted({ signal, reject }: Job<never>): boolean {
  if (signal?.aborted !== true) return true;
  reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  return false;
}

export function inferenceFailed(why: string): InklingError {
  return new InklingError('INFERENCE_FAILED', {
    cause: `Reading closely failed: ${why}.`,
    remedy: 'Search again; words and light meaning go on. If it stays, run `inkling doctor`.',
  });
}
