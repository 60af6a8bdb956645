import type { SearchNote } from '../contract/index.ts';
import type { Inference } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError } from '../lib/errors.ts';
import { untilAborted } from '../lib/until-aborted.ts';
import { innerProduct, unitOf } from '../lib/vector.ts';
import { inCloseOrder, type AlikePassage, type ComparedPassage } from '../similar/close-order.ts';
import { Readings } from './close-readings.ts';
import { modelNote } from './search-notes.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import type { KeepVectors } from './vector-keeper.ts';

export interface ComparingOptions {
  readonly inference: Pick<Inference, 'embed'>;
  /** Undefined where vectors made on the way are not kept. */
  readonly keep: KeepVectors | undefined;
}

export interface CompareRequest {
  readonly calls: Pick<Calls<SimilarHandlers>, 'vectors'>;
  /** Best first by light meaning. */
  readonly passages: readonly AlikePassage[];
  /** What they are like, where that is no passage of the library. */
  readonly text: string | null;
  readonly signal: AbortSignal;
}

export interface Compared {
  readonly passages: readonly ComparedPassage[];
  readonly notes: readonly SearchNote[];
}

/** Passages compared by heavy vectors, of those that light meaning found. */
const MOST_COMPARED = 50;
/** Milliseconds for reading those that were never read; it begins once what was asked is. */
const BUDGET = 600;

type Vectors = ReadonlyMap<number, Float32Array>;

/** Compares what light meaning found by heavy vectors: those stored, and those that can be made while someone waits. */
export class Comparing {
  readonly #options: ComparingOptions;

  constructor(options: ComparingOptions) {
    this.#options = options;
  }

  /**
   * In the order that their heavy vectors give; in the order given, and a note, where the model fails.
   * @throws the signal's reason
   */
  async order(request: CompareRequest): Promise<Compared> {
    const { passages, signal } = request;
    const [best, rest] = [passages.slice(0, MOST_COMPARED), passages.slice(MOST_COMPARED)];
    try {
      const compared = await this.#compared({ ...request, passages: best });
      return { passages: [...inCloseOrder(compared), ...rest.map(unread)], notes: [] };
    } catch (thrown) {
      signal.throwIfAborted();
      return { passages: passages.map(unread), notes: [modelNote(normaliseError(thrown))] };
    }
  }

  async #compared({ calls, passages, text, signal }: CompareRequest): Promise<ComparedPassage[]> {
    if (passages.length === 0) return [];
    const heres = passages.flatMap(({ here }) => here ?? []);
    const given = text === null ? null : await this.#embedded(text, signal);
    const asked = await this.#vectors(calls, heres, { signal });
    const found = passages.map(({ passage }) => passage);
    const vectors = await this.#vectors(calls, found, { signal, budget: BUDGET });
    return passages.map((alike) => {
      const left = alike.here === null ? given : asked.get(alike.here);
      const right = vectors.get(alike.passage);
      return { ...alike, deep: left && right ? innerProduct(left, right) : null };
    });
  }

  async #embedded(text: string, signal: AbortSignal): Promise<Float32Array | null> {
    let vector: Float32Array | null = null;
    const embedded = this.#options.inference.embed(text, 'query', signal).then((made) => {
      vector = unitOf(made);
    });
    await untilAborted(embedded, signal);
    signal.throwIfAborted();
    return vector;
  }

  /** Of unit length, by passage: all, or what is there after so many milliseconds. */
  async #vectors(
    calls: CompareRequest['calls'],
    passages: readonly number[],
    { signal, budget }: { readonly signal: AbortSignal; readonly budget?: number },
  ): Promise<Vectors> {
    const { stored, fresh } = await calls.vectors({ passages });
    const late = new AbortController();
    const ending = AbortSignal.any([signal, late.signal]);
    const readings = new Readings(fresh, async ({ text }) => ({
      vector: await this.#options.inference.embed(text, 'query', ending),
    }));
    try {
      await untilAborted(readings.within(budget), signal);
      signal.throwIfAborted();
    } finally {
      late.abort();
      this.#options.keep?.(readings.soFar());
    }
    return new Map([...stored, ...readings.soFar()].map(({ passage, vector }) => [passage, unitOf(vector)]));
  }
}

export function unread(passage: AlikePassage): ComparedPassage {
  return { ...passage, deep: null };
}
