import type { SearchNote, SearchStage } from '../contract/index.ts';
import type { InferencePool } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import { InklingError, normaliseError } from '../lib/errors.ts';
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
  readonly notes: () => SearchNote[];
}

type ReadCalls = Calls<ReadHandlers>;

interface Verified {
  readonly query: Int8Array;
  readonly vectors: { readonly passage: number; readonly hash: Uint8Array; readonly vector: Int8Array }[];
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
    const stageOf: StageOf = (stage, final, results, notes = []) => ({
      stage,
      final,
      milliseconds: performance.now() - started,
      notes: [...this.#options.notes(), ...notes],
      results,
    });
    try {
      const light = await calls.light(this.#lightRequest(search, request));
      if (signal.aborted) return;
      const isLast = request.mode === 'lexical' || request.mode === 'light' || light.meaning === '';
      yield stageOf('light', isLast, light.results);
      if (isLast) return;
      yield* this.#closely(calls, { search, request, light, signal, stageOf });
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
      ignoreStored: this.#options.ignoreStored,
    };
  }

  async *#closely(calls: ReadCalls, context: CloseContext): AsyncGenerator<SearchStage> {
    const { search, request, light, signal, stageOf } = context;
    const verified = await this.#verify(light, signal).catch(normaliseError);
    if (signal.aborted) return;
    if (verified instanceof InklingError) {
      yield stageOf('light', true, light.results, [modelNote(verified)]);
      return;
    }
    const results = await calls.deep({ search, ...verified });
    if (request.mode === 'deep') yield stageOf('deep', true, results);
    else {
      yield stageOf('deep', false, results);
      // Late interaction will read the best once more; until then the closest reading is the deep one.
      yield stageOf('close', true, results);
    }
  }

  /** The query's vector and those of the passages to verify: stored ones, or made now and kept. */
  async #verify(light: LightAnswer, signal: AbortSignal): Promise<Verified> {
    const embed = (text: string): Promise<Int8Array> => this.#options.inference.embed(text, 'query', signal);
    const [query, ...vectors] = await Promise.all([
      embed(light.meaning),
      ...light.verify.map((passage) => (passage.stored === null ? embed(passage.text) : passage.stored)),
    ]);
    const made = light.verify.map((passage, index) => ({ passage, vector: vectors[index] ?? new Int8Array() }));
    this.#keep(made);
    return {
      query,
      vectors: made.map(({ passage, vector }) => ({ passage: passage.passage, hash: passage.hash, vector })),
    };
  }

  #keep(made: readonly { readonly passage: ToVerify; readonly vector: Int8Array }[]): void {
    const fresh = made.filter(({ passage }) => passage.stored === null);
    if (fresh.length > 0) this.#options.keep?.(fresh.map(({ passage, vector }) => ({ hash: passage.hash, vector })));
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
  notes?: readonly SearchNote[],
) => SearchStage;

/** What an answer says where reading closely is not possible. */
function modelNote(error: InklingError): SearchNote {
  return { code: error.code, text: `${error.message} Words and light meaning go on.` };
}
