import type { LightModel } from '../embed/light/light-model.ts';
import { unitOf } from '../lib/vector.ts';
import type { ReadPassage } from '../storage/embedded-passage.ts';
import type {
  CloselyRequest,
  DeepRequest,
  LightAnswer,
  LightRequest,
  Verification,
  VerifyRequest,
} from './answer-stages.ts';
import {
  askedOf,
  movedToward,
  NO_UNITS,
  verifiedBy,
  type AskedVectors,
  type KnownUnits,
} from './asked-vectors.ts';
import { Choosing } from './choosing.ts';
import { rankFound, type Found } from './found.ts';
import type { Candidate } from './fusion.ts';
import { matchesOf, type Matches } from './matching.ts';
import { shownMatches, type ShownMatch } from './matching-shown.ts';
import { present, presentFiltered, type Listed, type PresentOptions } from './present.ts';
import type { Proposal } from './query/complete.ts';
import { hasFilters, hasText } from './query/parse.ts';
import { RANKING_WEIGHTS, type RankingWeights } from './ranking-weights.ts';
import type { SearchLibrary } from './search-library.ts';
import { Searcher, type CompleteRequest } from './searcher.ts';
import { StoredUnits } from './stored-units.ts';
import { toldOf } from './told-of-query.ts';
import { CLOSEST_PASSAGES, passagesToVerify, readClosely } from './verification.ts';

/** Of an answer that was dropped. */
const NOTHING: Listed = { results: [], total: 0, strong: 0 };

interface Pending {
  readonly found: Found;
  readonly options: PresentOptions;
  /** The query's heavy vectors; null until they are known. */
  readonly asked: AskedVectors | null;
  /** Vectors of candidates. */
  readonly units: KnownUnits;
}

/** Answers of one read thread, kept between their stages. */
export class Answers {
  readonly #library: SearchLibrary;
  readonly #searcher: Searcher;
  readonly #choosing: Choosing;
  readonly #stored: StoredUnits;
  readonly #pending = new Map<number, Pending>();
  #weights = RANKING_WEIGHTS;

  constructor(library: SearchLibrary, model: LightModel) {
    this.#library = library;
    this.#searcher = new Searcher(library, model);
    this.#choosing = new Choosing(this.#searcher);
    this.#stored = new StoredUnits(library);
  }

  /** Reads what every answer needs. */
  warm(): void {
    this.#read(() => {
      this.#searcher.warm();
    });
  }

  /** Weighs otherwise from now on: for measurements. */
  setWeights(weights: RankingWeights): void {
    this.#weights = weights;
  }

  /** A word of the library that one which stands nowhere may be a slip of; null where nothing is alike. */
  meant(word: string): string | null {
    return this.#read(() => this.#searcher.meant(word) ?? null);
  }

  complete(request: CompleteRequest): Proposal[] {
    return this.#read(() => this.#searcher.complete(request));
  }

  light(request: LightRequest): LightAnswer {
    return this.#read(() => this.#light(request));
  }

  /** Every document that holds what a question says, without a ranking. */
  matches(query: string): Matches {
    return this.#read(() => matchesOf(this.#findWords(query), this.#library));
  }

  shownMatches(query: string, documents: readonly number[]): ShownMatch[] {
    return this.#read(() => shownMatches(this.#findWords(query), this.#library, documents));
  }

  #findWords(query: string): Found {
    return this.#searcher.find(query, {
      lexicalOnly: true,
      asTyped: false,
      roots: null,
      weights: this.#weights,
    });
  }

  /** Chooses what to verify now that the query's heavy vector is known; those that left since are missing. */
  verify(request: VerifyRequest): Verification {
    const pending = this.#pending.get(request.search);
    if (pending === undefined) return { fresh: [], stored: 0 };
    return this.#read(() => {
      const asked = this.#asked(request);
      const found = request.ignoreStored ? pending.found : this.#searcher.near(pending.found, asked);
      const chosen = this.#choosing.chosen(pending.found);
      const ranked = rankFound(found, 'deep');
      const units = request.ignoreStored
        ? NO_UNITS
        : this.#stored.of([...chosen, ...this.#choosing.coded(ranked)], asked.before !== null);
      this.#pending.set(request.search, { ...pending, found, units, asked });
      const known = new Set([...units.now.keys(), ...units.before.keys()]);
      const fresh = chosen.filter((id) => !known.has(id)).flatMap((id) => this.#searcher.read(id) ?? []);
      return { fresh, stored: known.size };
    });
  }

  #asked({ query, before }: VerifyRequest): AskedVectors {
    if (before === null) return askedOf(query, null);
    return askedOf(query, before, this.#stored.likening({ now: unitOf(query), before: unitOf(before) }));
  }

  deep({ search, vectors }: DeepRequest): Listed {
    const pending = this.#withVectors(search, vectors);
    if (pending === undefined) return NOTHING;
    const { found, options } = pending;
    const ranked = rankFound(found, 'deep', verifiedAgain(pending));
    return this.#read(() => present(found, ranked, this.#library, options));
  }

  /** The passages worth reading token by token, most promising first. */
  closest({ search }: { readonly search: number }): ReadPassage[] {
    const pending = this.#pending.get(search);
    if (pending === undefined) return [];
    const ranked = rankFound(pending.found, 'deep', verifiedAgain(pending));
    const chosen = passagesToVerify(this.#choosing.heard(ranked)).slice(0, CLOSEST_PASSAGES);
    return this.#read(() => chosen.flatMap((id) => this.#searcher.read(id) ?? []));
  }

  closely({ search, readings }: CloselyRequest): Listed {
    const pending = this.#withVectors(search, readings);
    if (pending === undefined) return NOTHING;
    const { found, options } = pending;
    const byPassage = new Map(readings.map((reading) => [reading.passage, reading]));
    const read = readClosely(verifiedAgain(pending), byPassage);
    const ranked = this.#read(() =>
      rankFound(found, 'close', this.#searcher.comparisons.echoed(found, read)),
    );
    const answers = new Map(readings.map(({ passage, answer }) => [passage, answer]));
    return this.#read(() => present(found, ranked, this.#library, { ...options, answers }));
  }

  #withVectors(search: number, vectors: DeepRequest['vectors']): Pending | undefined {
    const pending = this.#pending.get(search);
    if (pending === undefined) return undefined;
    const fresh = vectors.map(({ passage, vector }): [number, Float32Array] => [passage, unitOf(vector)]);
    const units = { ...pending.units, now: new Map([...pending.units.now, ...fresh]) };
    const known: Pending = { ...pending, units };
    this.#pending.set(search, known);
    return known;
  }

  /** Everything of one stage is read from one state of the database. */
  #read<Result>(body: () => Result): Result {
    return this.#library.connection.snapshot(() => {
      this.#library.passages.begin();
      return body();
    });
  }

  /** The first list as long as the last one was to be: where there is none to follow after all. */
  whole({ search }: { readonly search: number }): Listed {
    const pending = this.#pending.get(search);
    if (pending === undefined) return NOTHING;
    const { found, options } = pending;
    return this.#read(() => present(found, rankFound(found, 'light'), this.#library, options));
  }

  drop(search: number): void {
    this.#pending.delete(search);
  }

  #light(request: LightRequest): LightAnswer {
    const { query, lexicalOnly, asTyped, roots } = request;
    const found = this.#searcher.find(query, { lexicalOnly, asTyped, roots, weights: this.#weights });
    const told = toldOf(found, { library: this.#library, searcher: this.#searcher });
    if (!hasText(found.query)) {
      const results = hasFilters(found.query) ? presentFiltered(found, this.#library, request) : [];
      const total = hasFilters(found.query) ? (found.allowance?.documents.size ?? 0) : 0;
      return {
        ...told,
        results,
        total,
        strong: total,
        meaning: '',
        verifiable: 0,
      };
    }
    const ranked = rankFound(found, 'light');
    if (found.readable === 0) {
      const listed = present(found, ranked, this.#library, request);
      return { ...told, ...listed, meaning: '', verifiable: 0 };
    }
    const limit = Math.min(request.first, request.limit);
    const listed = present(found, ranked, this.#library, { ...request, limit });
    const verify = passagesToVerify(this.#choosing.heard(ranked));
    this.#pending.set(request.search, { found, options: request, asked: null, units: NO_UNITS });
    return {
      ...told,
      ...listed,
      meaning: found.query.meaning,
      verifiable: verify.length,
    };
  }
}

/** The candidates by their vectors, the query moved toward its best answers (dense feedback). Pure. */
function verifiedAgain({ found, asked, units }: Pending): Candidate[] {
  if (asked === null) return [...found.candidates];
  const first = rankFound(found, 'deep', verifiedBy(found.candidates, asked, units));
  const { feedback } = found.weights;
  return verifiedBy(found.candidates, movedToward(asked, first, { units, feedback }), units);
}
