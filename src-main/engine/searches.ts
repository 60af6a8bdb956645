import type { SearchNote, SearchStage } from '../contract/index.ts';
import type { InferencePool } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { LightAnswer, ToVerify } from '../search/answers.ts';
import type { StoredVector } from '../storage/vectors.ts';
import type { SearchRequest } from './engine.ts';
import type { ReadHandlers } from './read-thread.ts';
import type { Readers } from './threads.ts';

export interface SearchesOptions {
  readonly readers: Readers;
  readonly inference: InferencePool;
  /** Undefined where vectors made for a query are not kept. */
  readonly keep: ((vectors: readonly StoredVector[]) => void) | undefined;
  /** Leaves stored vectors aside: every query starts from the same library. */
  readonly ignoreStored: boolean;
  /** Waits for every passage however long it takes: for measurements of quality. */
  readonly timeless: boolean;
  readonly notes: () => SearchNote[];
}

type ReadCalls = Calls<ReadHandlers>;

/** Milliseconds after which a list is ranked by what has been read closely so far; the rest follows. */
const DEEP_BUDGET = 500;

interface ReadVector {
  readonly passage: number;
  readonly vector: Int8Array;
}

/** Runs the stages of answers over the read threads and the inference processes. */
export class Searches {
  readonly #options: SearchesOptions;
  #next = 1;

  constructor(options: SearchesOptions) {
    this.#options = options;
  }

  async *run(request: SearchRequest, signal: AbortSignal): AsyncGenerator<SearchStage> {
    const search = this.#next;
    this.#next += 1;
    const started = performance.now();
    const calls = this.#options.readers.calls;
    try {
      const light = await calls.light(this.#lightRequest(search, request));
      if (signal.aborted) return;
      const stageOf: StageOf = (stage, final, results, more) => ({
        stage,
        final,
        milliseconds: performance.now() - started,
        total: light.total,
        closely: { done: more?.done ?? 0, total: light.verifiable },
        corrections: [...light.corrections],
        notes: [...this.#options.notes(), ...foreignNote(light), ...(more?.notes ?? [])],
        results,
      });
      if (request.mode === 'lexical' || request.mode === 'light') yield stageOf('light', true, light.results);
      else {
        yield stageOf('light', false, light.results);
        // Where nothing can be read closely the first list is the last one too, and says what was asked for.
        if (light.verifiable === 0) yield stageOf(request.mode, true, light.results);
        else yield* this.#closely(calls, { search, request, light, signal, stageOf });
      }
    } finally {
      void calls.drop({ search });
    }
  }

  #lightRequest(search: number, request: SearchRequest): Parameters<ReadCalls['light']>[0] {
    return {
      search,
      query: request.query,
      limit: request.limit,
      passages: request.passages,
      lexicalOnly: request.mode === 'lexical',
      asTyped: request.asTyped,
    };
  }

  async *#closely(
    calls: ReadCalls,
    { search, request, light, signal, stageOf }: CloseContext,
  ): AsyncGenerator<SearchStage> {
    const embed = (text: string) => this.#options.inference.embed(text, 'query', signal);
    const verify = await calls.verify({ search, ignoreStored: this.#options.ignoreStored });
    if (signal.aborted) return;
    const reading = new CloseReading(light.meaning, verify, embed);
    try {
      await reading.within(this.#options.timeless ? undefined : DEEP_BUDGET);
      if (signal.aborted) return;
      const deep = await calls.deep({ search, ...(await reading.soFar()) });
      const isLast = request.mode === 'deep';
      yield stageOf('deep', isLast, deep, { done: reading.done });
      if (isLast) return;
      await reading.within(undefined);
      if (signal.aborted) return;
      // Late interaction will read the best once more here; until then the last list is of all that was read.
      const close = await calls.deep({ search, ...(await reading.soFar()) });
      yield stageOf('close', true, close, { done: reading.done });
    } catch (thrown) {
      if (!signal.aborted)
        yield stageOf('light', true, light.results, { notes: [modelNote(normaliseError(thrown))] });
    } finally {
      this.#keep(reading.made());
    }
  }

  #keep(vectors: readonly StoredVector[]): void {
    if (vectors.length > 0) this.#options.keep?.(vectors);
  }
}

/** The vectors of one answer as they come: the query's, and one a passage, stored ones first. */
class CloseReading {
  readonly #verify: readonly ToVerify[];
  readonly #query: Promise<Int8Array>;
  readonly #vectors = new Map<number, Int8Array>();
  readonly #all: Promise<void>;

  constructor(meaning: string, verify: readonly ToVerify[], embed: (text: string) => Promise<Int8Array>) {
    this.#verify = verify;
    this.#query = embed(meaning);
    const passages = verify.map(async ({ passage, text, stored }) => {
      this.#vectors.set(passage, stored ?? (await embed(text)));
    });
    this.#all = Promise.all([this.#query, ...passages]).then(() => undefined);
    // Whoever waits hears of a failure; nobody may be waiting when it comes.
    this.#all.catch(() => undefined);
  }

  get done(): number {
    return this.#vectors.size;
  }

  /** Waits for everything, or for so many milliseconds, but always for the query's own vector. */
  async within(milliseconds: number | undefined): Promise<void> {
    if (milliseconds === undefined) return this.#all;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#all, late]).finally(() => {
      clearTimeout(timer);
    });
  }

  async soFar(): Promise<{ query: Int8Array; vectors: ReadVector[] }> {
    const query = await this.#query;
    return { query, vectors: [...this.#vectors].map(([passage, vector]) => ({ passage, vector })) };
  }

  /** Vectors that were not stored before. */
  made(): StoredVector[] {
    return this.#verify.flatMap(({ passage, hash, stored }) => {
      const vector = this.#vectors.get(passage);
      return stored === null && vector !== undefined ? [{ hash, vector }] : [];
    });
  }
}

interface CloseContext {
  readonly search: number;
  readonly request: SearchRequest;
  readonly light: LightAnswer;
  readonly signal: AbortSignal;
  readonly stageOf: StageOf;
}

type StageOf = (
  stage: SearchStage['stage'],
  final: boolean,
  results: SearchStage['results'],
  more?: { readonly done?: number; readonly notes?: readonly SearchNote[] },
) => SearchStage;

function foreignNote({ isForeign }: LightAnswer): SearchNote[] {
  if (!isForeign) return [];
  const text = 'Inkling cannot read this language by meaning; words and names decide.';
  return [{ code: 'LANGUAGE_UNREAD', text }];
}

/** What an answer says where reading closely is not possible. */
function modelNote(error: InklingError): SearchNote {
  return { code: error.code, text: `${error.message} Words and light meaning go on.` };
}
