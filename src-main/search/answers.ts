import type { Span } from '../contract/index.ts';
import type { LightModel } from '../embed/light/light-model.ts';
import { unitOf } from '../lib/vector.ts';
import type { ReadPassage } from '../storage/embedded-passage.ts';
import {
  askedOf,
  movedToward,
  NO_UNITS,
  verifiedBy,
  type AskedVectors,
  type KnownUnits,
} from './asked-vectors.ts';
import type { Correction } from './corrections.ts';
import { matchesOf, type Matches } from './matching.ts';
import { shownMatches, type ShownMatch } from './matching-shown.ts';
import { present, presentFiltered, type Listed, type PresentOptions } from './present.ts';
import type { Candidate, RankedContent } from './fusion.ts';
import { countUndescribed } from '../storage/document-columns.ts';
import { describeQuery } from './query/describe.ts';
import type { FilterName, QueryError } from './query/syntax-tree.ts';
import { hasFilters, hasText } from './query/parse.ts';
import { valuesOf } from './query/text.ts';
import { RANKING_WEIGHTS, type RankingWeights } from './ranking-weights.ts';
import { rankFound, type Found } from './found.ts';
import type { Proposal } from './query/complete.ts';
import { Searcher, type CompleteRequest, type SearchLibrary } from './searcher.ts';
import { StoredUnits } from './stored-units.ts';
import {
  bestPassages,
  CLOSEST_PASSAGES,
  passagesToVerify,
  readClosely,
  STORED_PASSAGES,
} from './verification.ts';

export interface LightRequest extends PresentOptions {
  /** Names the answer until it is dropped. */
  readonly search: number;
  readonly query: string;
  readonly lexicalOnly: boolean;
  readonly asTyped: boolean;
  /** Folders whose documents may be seen; null: all. */
  readonly roots: readonly number[] | null;
}

/** What is to be verified. */
export interface Verification {
  /** Passages whose vector must be made. */
  readonly fresh: readonly ReadPassage[];
  /** How many have theirs stored. */
  readonly stored: number;
}

/** Filters of what is read of a document after it is stored. */
const DESCRIBED_FILTERS: readonly FilterName[] = ['date', 'lang', 'from', 'to', 'subject'];

/** Where no more of the candidates than this are without a heavy code, their words need not be compared. */
const FEW_UNKNOWN = 0.1;

export interface LightAnswer extends Listed {
  readonly corrections: readonly Correction[];
  /** The models cannot read the language: words and names alone decide. */
  readonly isForeign: boolean;
  /** Names of labels that there are none of. */
  readonly unknownLabels: readonly string[];
  /** What of the query could not be read, and was searched as text. */
  readonly errors: readonly QueryError[];
  /** The whole query in words. */
  readonly inWords: string;
  /** Whether something of it has to hold. */
  readonly isStrict: boolean;
  /** Nothing is asked for. */
  readonly isEmpty: boolean;
  /** Documents whose dates, mail headers and languages are not known yet, where the query asks for such. */
  readonly undescribed: number;
  /** What meaning is compared with; empty where there is nothing to verify. */
  readonly meaning: string;
  /** How many passages are worth verifying. */
  readonly verifiable: number;
}

/** Of an answer that was dropped. */
const NOTHING: Listed = { results: [], total: 0, strong: 0 };

export interface VerifyRequest {
  readonly search: number;
  /** The heavy vector of the query. */
  readonly query: Int8Array;
  /** That of the model before, while a change goes on; null where it could not be had. */
  readonly before: Int8Array | null;
  /** Leaves stored vectors aside: for measurements. */
  readonly ignoreStored: boolean;
}

export interface DeepRequest {
  readonly search: number;
  /** Vectors made since the answer was verified. */
  readonly vectors: readonly { readonly passage: number; readonly vector: Int8Array }[];
}

/** What reading one passage token by token said. */
export interface PassageReading {
  readonly passage: number;
  readonly vector: Int8Array;
  readonly late: number;
  /** The sentence that answers best, in the passage's own text. */
  readonly answer: Span | null;
}

export interface CloselyRequest {
  readonly search: number;
  readonly readings: readonly PassageReading[];
}

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
  readonly #stored: StoredUnits;
  readonly #pending = new Map<number, Pending>();
  #weights = RANKING_WEIGHTS;

  constructor(library: SearchLibrary, model: LightModel) {
    this.#library = library;
    this.#searcher = new Searcher(library, model);
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
      const chosen = this.#chosen(pending.found);
      const ranked = rankFound(found, 'deep');
      const units = request.ignoreStored
        ? NO_UNITS
        : this.#stored.of([...chosen, ...this.#coded(ranked)], asked.before !== null);
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

  /**
   * What to read closely, chosen as if nothing were stored: those whose likeness their codes tell would else take the
   * places of all others (measured with half stored: three quarters of the first ten, and 0.03 nDCG lost).
   */
  #chosen(found: Found): number[] {
    const unknown = found.candidates.filter(({ passage }) => !this.#searcher.isRead(passage)).length;
    const isKnown = unknown <= FEW_UNKNOWN * found.candidates.length;
    const candidates = isKnown ? found.candidates : this.#searcher.comparisons.compared(found);
    return passagesToVerify(this.#heard(rankFound(found, 'deep', candidates)));
  }

  /** Without the passages that meaning shall not find. */
  #heard(ranked: readonly RankedContent[]): RankedContent[] {
    return ranked.map((content) => ({
      ...content,
      passages: content.passages.filter(({ passage }) => !this.#searcher.isMuted(passage)),
    }));
  }

  /** The best passages that have a heavy code: what is stored costs little to verify. */
  #coded(ranked: readonly RankedContent[]): number[] {
    return bestPassages(
      this.#heard(ranked).flatMap(({ passages }) =>
        passages.filter(({ passage }) => this.#searcher.isRead(passage)),
      ),
      STORED_PASSAGES,
    );
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
    const chosen = passagesToVerify(this.#heard(ranked)).slice(0, CLOSEST_PASSAGES);
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

  drop(search: number): void {
    this.#pending.delete(search);
  }

  #light(request: LightRequest): LightAnswer {
    const { query, lexicalOnly, asTyped, roots } = request;
    const found = this.#searcher.find(query, { lexicalOnly, asTyped, roots, weights: this.#weights });
    const told = {
      corrections: found.corrections,
      isForeign: found.isForeign,
      unknownLabels: this.#unknownLabels(found),
      errors: found.query.errors,
      inWords: describeQuery(found.query.parts),
      isStrict: hasFilters(found.query),
      isEmpty: !hasText(found.query) && !hasFilters(found.query),
      undescribed: this.#undescribed(found),
    };
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
    const listed = present(found, ranked, this.#library, request);
    if (found.readable === 0) return { ...told, ...listed, meaning: '', verifiable: 0 };
    const verify = passagesToVerify(this.#heard(ranked));
    this.#pending.set(request.search, { found, options: request, asked: null, units: NO_UNITS });
    return {
      ...told,
      ...listed,
      meaning: found.query.meaning,
      verifiable: verify.length,
    };
  }

  /** How many there are is said of the whole library alone. */
  #undescribed({ query, scope }: Found): number {
    const asks = DESCRIBED_FILTERS.some((name) => valuesOf(query.parts, name).length > 0);
    return asks && scope === null ? countUndescribed(this.#library.connection) : 0;
  }

  /** A label that no document carries which may be seen is as good as none. */
  #unknownLabels(found: Found): string[] {
    const labels = this.#library.labels();
    return valuesOf(found.query.parts, 'label').filter(
      (name) => !this.#searcher.isCarried(labels.named(name), found),
    );
  }
}

/** The candidates by their vectors, the query moved toward its best answers (dense feedback). Pure. */
function verifiedAgain({ found, asked, units }: Pending): Candidate[] {
  if (asked === null) return [...found.candidates];
  const first = rankFound(found, 'deep', verifiedBy(found.candidates, asked, units));
  const { feedback } = found.weights;
  return verifiedBy(found.candidates, movedToward(asked, first, { units, feedback }), units);
}
