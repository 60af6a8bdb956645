import type { SearchNote, SearchStage } from '../contract/index.ts';
import type { InferencePool } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError, type InklingError } from '../lib/errors.ts';
import type { LightAnswer } from '../search/answers.ts';
import type { ReadPassage } from '../search/searcher.ts';
import type { PassageVector } from '../storage/vectors.ts';
import type { SearchRequest } from './engine.ts';
import type { ReadHandlers } from './read-thread.ts';
import type { Readers } from './threads.ts';

export interface SearchesOptions {
  readonly readers: Readers;
  readonly inference: InferencePool;
  /** Undefined where vectors made for a query are not kept. */
  readonly keep: ((vectors: readonly PassageVector[]) => void) | undefined;
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
        closely: more?.closely ?? { done: 0, total: light.verifiable },
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
    let reading: CloseReading | undefined;
    try {
      const query = await embed(light.meaning);
      const { ignoreStored, timeless } = this.#options;
      const { fresh, stored } = await calls.verify({ search, query, ignoreStored });
      if (signal.aborted) return;
      reading = new CloseReading(fresh, embed);
      const standing = () => ({ done: stored + (reading?.done ?? 0), total: stored + fresh.length });
      await reading.within(timeless ? undefined : DEEP_BUDGET);
      if (signal.aborted) return;
      const deep = await calls.deep({ search, query, vectors: reading.soFar() });
      const isLast = request.mode === 'deep';
      yield stageOf('deep', isLast, deep, { closely: standing() });
      if (isLast) return;
      await reading.within(undefined);
      if (signal.aborted) return;
      // Late interaction will read the best once more here; until then the last list is of all that was read.
      const close = await calls.deep({ search, query, vectors: reading.soFar() });
      yield stageOf('close', true, close, { closely: standing() });
    } catch (thrown) {
      if (!signal.aborted)
        yield stageOf('light', true, light.results, { notes: [modelNote(normaliseError(thrown))] });
    } finally {
      this.#keep(reading?.made() ?? []);
    }
  }

  #keep(vectors: readonly PassageVector[]): void {
    if (vectors.length > 0) this.#options.keep?.(vectors);
  }
}

/** The vectors of one answer as they are made. */
class CloseReading {
  readonly #passages: readonly ReadPassage[];
  readonly #vectors = new Map<number, Int8Array>();
  readonly #all: Promise<void>;

  constructor(passages: readonly ReadPassage[], embed: (text: string) => Promise<Int8Array>) {
    this.#passages = passages;
    const made = passages.map(async ({ passage, text }) => {
      this.#vectors.set(passage, await embed(text));
    });
    this.#all = Promise.all(made).then(() => undefined);
    // Whoever waits hears of a failure; nobody may be waiting when it comes.
    this.#all.catch(() => undefined);
  }

  get done(): number {
    return this.#vectors.size;
  }

  /** Waits for everything, or for so many milliseconds. */
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

  soFar(): ReadVector[] {
    return [...this.#vectors].map(([passage, vector]) => ({ passage, vector }));
  }

  made(): PassageVector[] {
    return this.#passages.flatMap(({ passage, hash }) => {
      const vector = this.#vectors.get(passage);
      return vector === undefined ? [] : [{ passage, hash, vector }];
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
  more?: { readonly closely?: SearchStage['closely']; readonly notes?: readonly SearchNote[] },
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
