import { setTimeout as pause } from 'node:timers/promises';

import type { SearchNote, SearchStage } from '../contract/index.ts';
import type { CloseReading } from '../embed/heavy/close-reader.ts';
import type { Inference } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError } from '../lib/errors.ts';
import { parseTyped } from '../search/query/typed-places.ts';
import type { LightAnswer, PassageReading, Verification } from '../search/answer-stages.ts';
import type { ReadPassage } from '../storage/embedded-passage.ts';
import { Readings } from './close-readings.ts';
import type { SearchRequest } from './engine.ts';
import type { ReadHandlers } from './read-thread.ts';
import { answerNotes, modelNote } from './search-notes.ts';
import type { Readers } from './threads.ts';
import type { KeepVectors } from './vector-keeper.ts';

export interface SearchesOptions {
  readonly readers: Readers;
  readonly inference: Inference;
  /** The model before, while the one that reads now takes its place; null where no change goes on. */
  readonly leaving: Pick<Inference, 'embedQuery'> | null;
  /** Undefined where vectors made for a query are not kept. */
  readonly keep: KeepVectors | undefined;
  /** Leaves stored vectors aside: every query starts from the same library. */
  readonly ignoreStored: boolean;
  /** Waits for every passage however long it takes: for measurements of quality. */
  readonly timeless: boolean;
  readonly notes: () => SearchNote[];
  /** Hears what a finished answer found, best first. */
  readonly answered?: (results: SearchStage['results']) => void;
}

type ReadCalls = Calls<ReadHandlers>;

/** Milliseconds after which a list is ranked by what has been read closely so far, where nothing was before. */
const DEEP_BUDGET = 500;
/** What a list is given for each of its unread passages, where they are few: two processes need as much. */
const DEEP_BUDGET_A_PASSAGE = 25;
const LEAST_DEEP_BUDGET = 60;
/** Milliseconds in which a page paints a list; reading closely at the same time would take a core from it. */
const FIRST_PAINT = 25;
/**
 * Milliseconds after the question's arrival until which passages with stored vectors are read token by token, and the least
 * they are given where much had to be read before; what is not read by then is ranked without. The answer follows some 75 later.
 */
const CLOSE_DEADLINE = 520;
const LEAST_CLOSE_BUDGET = 250;

/** Runs the stages of answers over the read threads and the inference processes. */
export class Searches {
  /** Of all searches of this process: read threads know an answer by its number. */
  static #next = 1;
  readonly #options: SearchesOptions;

  constructor(options: SearchesOptions) {
    this.#options = options;
  }

  async *run(request: SearchRequest, signal: AbortSignal): AsyncGenerator<SearchStage> {
    const search = Searches.#next;
    Searches.#next += 1;
    const started = performance.now();
    const calls = this.#options.readers.calls;
    // On a screen the first list is painted before the question is read closely: whoever types asks another one by then.
    const isWatched = request.first !== undefined;
    const early = isWatched ? null : this.#early(request, signal);
    try {
      const light = await calls.light(this.#lightRequest(search, request));
      if (signal.aborted) return;
      const stageOf: StageOf = (stage, final, listed, more) => {
        if (final) this.#options.answered?.(listed.results);
        return {
          stage,
          final,
          milliseconds: performance.now() - started,
          total: listed.total,
          strong: listed.strong,
          closely: more?.closely ?? { done: 0, total: light.verifiable },
          corrections: [...light.corrections],
          meaning: light.inWords,
          isStrict: light.isStrict,
          notes: [
            // They tell of the whole library.
            ...answerNotes(light, request.roots === undefined ? this.#options.notes() : []),
            ...(more?.notes ?? []),
          ],
          results: listed.results,
        };
      };
      if (request.mode === 'lexical' || request.mode === 'light') yield stageOf('light', true, light);
      else {
        const verify = (): Promise<Verification> => this.#verify(calls, { search, light, early, signal });
        // Begun before the first list is sent, so that neither waits for the other; on a screen painting it comes first.
        let verification = light.verifiable === 0 || isWatched ? null : verify();
        yield stageOf('light', false, light);
        if (isWatched) await pause(FIRST_PAINT);
        if (signal.aborted) return;
        // Where nothing can be read closely the first list is the last one too, and says what was asked for.
        if (light.verifiable === 0) yield stageOf(request.mode, true, light);
        else {
          verification ??= verify();
          yield* this.#closely(calls, { search, started, request, light, verification, signal, stageOf });
        }
      }
    } finally {
      // An engine that closes has dropped it already.
      calls.drop({ search }).catch(() => undefined);
    }
  }

  /** The query is embedded while the first list is made: as typed, which is what most are searched as. */
  #early({ mode, query }: SearchRequest, signal: AbortSignal): EarlyVector | null {
    const { meaning } = parseTyped(query);
    if (mode === 'lexical' || mode === 'light' || meaning === '') return null;
    return { meaning, vectors: this.#vectorsOf(meaning, signal) };
  }

  /** By every model that has read passages. */
  #vectorsOf(meaning: string, signal: AbortSignal): Promise<QueryVectors> {
    const { inference, leaving } = this.#options;
    // The one that reads now answers without it.
    const before = leaving?.embedQuery(meaning, signal).catch(() => null) ?? null;
    const vectors = inference
      .embedQuery(meaning, signal)
      .then(async (query) => ({ query, before: await before }));
    // Whoever wants them hears of a failure; nobody may.
    vectors.catch(() => undefined);
    return vectors;
  }

  #lightRequest(search: number, request: SearchRequest): Parameters<ReadCalls['light']>[0] {
    const isLast = request.mode === 'lexical' || request.mode === 'light';
    return {
      search,
      first: (isLast ? undefined : request.first) ?? request.limit,
      query: request.query,
      limit: request.limit,
      offset: request.offset ?? 0,
      passages: request.passages,
      lexicalOnly: request.mode === 'lexical',
      asTyped: request.asTyped,
      roots: request.roots ?? null,
    };
  }

  /** What is worth reading closely, once the query's heavy vector is known. */
  #verify(calls: ReadCalls, { search, light, early, signal }: VerifyContext): Promise<Verification> {
    const { ignoreStored } = this.#options;
    const isEarly = early !== null && early.meaning === light.meaning;
    const vectors = isEarly ? early.vectors : this.#vectorsOf(light.meaning, signal);
    const verification = vectors.then((made) => calls.verify({ search, ...made, ignoreStored }));
    // Whoever waits for it hears of a failure; nobody may.
    verification.catch(() => undefined);
    return verification;
  }

  async *#closely(calls: ReadCalls, context: CloseContext): AsyncGenerator<SearchStage> {
    const { search, request, light, verification, signal, stageOf } = context;
    let reading: Readings<Reading> | undefined;
    try {
      const { timeless } = this.#options;
      const { fresh, stored } = await verification;
      if (signal.aborted) return;
      reading = new Readings(fresh, (passage) => this.#read(passage, context));
      const standing = () => ({ done: stored + (reading?.done ?? 0), total: stored + fresh.length });
      await reading.within(timeless ? undefined : deepBudget(fresh.length));
      if (signal.aborted) return;
      const isLast = request.mode === 'deep';
      const deep = await calls.deep({ search, vectors: vectorsOf(reading.soFar()) });
      yield stageOf('deep', isLast, deep, { closely: standing() });
      if (isLast) return;
      await reading.within(undefined);
      if (signal.aborted) return;
      const readings = await this.#closest(calls, context, reading.soFar());
      if (signal.aborted) return;
      const close = await calls.closely({ search, readings });
      yield stageOf('close', true, close, { closely: standing() });
    } catch (thrown) {
      if (signal.aborted) return;
      const whole = await calls.whole({ search }).catch(() => light);
      yield stageOf('light', true, whole, { notes: [modelNote(normaliseError(thrown))] });
    } finally {
      this.#options.keep?.(reading?.soFar() ?? []);
    }
  }

  /** One run of the model over a passage: token by token where the last stage wants it, which costs hardly more. */
  async #read({ text, bodyStart }: ReadPassage, { request, light, signal }: CloseContext): Promise<Reading> {
    const { inference } = this.#options;
    if (request.mode === 'close') return inference.read({ query: light.meaning, text, bodyStart }, signal);
    return { vector: await inference.embed(text, 'query', signal) };
  }

  /** The best passages, read token by token; those whose vectors were stored only now, as far as the time goes. */
  async #closest(
    calls: ReadCalls,
    { search, light, started, signal }: CloseContext,
    read: readonly (ReadPassage & Reading)[],
  ): Promise<PassageReading[]> {
    const { inference, timeless } = this.#options;
    await calls.deep({ search, vectors: vectorsOf(read) });
    const known = new Set(read.map(({ passage }) => passage));
    const unread = (await calls.closest({ search })).filter(({ passage }) => !known.has(passage));
    const late = new AbortController();
    const ending = AbortSignal.any([signal, late.signal]);
    const more = new Readings(unread, ({ text, bodyStart }) =>
      inference.read({ query: light.meaning, text, bodyStart }, ending),
    );
    try {
      await more.within(timeless ? undefined : closeBudget(performance.now() - started));
    } finally {
      late.abort();
    }
    return [...read, ...more.soFar()].flatMap(({ passage, vector, late: likeness, answer }) =>
      likeness === undefined ? [] : [{ passage, vector, late: likeness, answer: answer ?? null }],
    );
  }
}

/** A few unread passages can change little in a list, and it waits no longer than they should take. */
function deepBudget(unread: number): number {
  return Math.min(DEEP_BUDGET, LEAST_DEEP_BUDGET + unread * DEEP_BUDGET_A_PASSAGE);
}

function closeBudget(passed: number): number {
  return Math.max(LEAST_CLOSE_BUDGET, CLOSE_DEADLINE - passed);
}

/** A vector, and what the last stage wants to know beside it. */
type Reading = Pick<CloseReading, 'vector'> & Partial<CloseReading>;

function vectorsOf(readings: readonly (ReadPassage & Reading)[]): { passage: number; vector: Int8Array }[] {
  return readings.map(({ passage, vector }) => ({ passage, vector }));
}

interface EarlyVector {
  readonly meaning: string;
  readonly vectors: Promise<QueryVectors>;
}

/** A question as the model that reads now sees it, and as the one before does where that answers too. */
interface QueryVectors {
  readonly query: Int8Array;
  readonly before: Int8Array | null;
}

interface VerifyContext {
  readonly search: number;
  readonly light: LightAnswer;
  readonly early: EarlyVector | null;
  readonly signal: AbortSignal;
}

interface CloseContext extends Omit<VerifyContext, 'early'> {
  /** When the question came, by the clock of performance.now(). */
  readonly started: number;
  readonly request: SearchRequest;
  readonly verification: Promise<Verification>;
  readonly stageOf: StageOf;
}

type StageOf = (
  stage: SearchStage['stage'],
  final: boolean,
  listed: Pick<LightAnswer, 'results' | 'total' | 'strong'>,
  more?: { readonly closely?: SearchStage['closely']; readonly notes?: readonly SearchNote[] },
) => SearchStage;
