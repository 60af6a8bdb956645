import type { SearchResult } from '../contract/index.ts';
import type { LightModel } from '../embed/light/light-model.ts';
import { readVector } from '../storage/vectors.ts';
import type { Correction } from './corrections.ts';
import { present, presentFiltered, type PresentOptions } from './present.ts';
import { hasFilters, hasText } from './query/parse.ts';
import { rankFound, Searcher, type Found, type ReadPassage, type SearchLibrary } from './searcher.ts';
import { passagesToVerify, unit, verified, withFeedback } from './verification.ts';

export interface LightRequest extends PresentOptions {
  /** Names the answer until it is dropped. */
  readonly search: number;
  readonly query: string;
  readonly lexicalOnly: boolean;
  readonly asTyped: boolean;
}

/** A passage to verify, with its stored vector where there is one. */
export interface ToVerify extends ReadPassage {
  readonly stored: Int8Array | null;
}

export interface LightAnswer {
  readonly results: SearchResult[];
  readonly corrections: readonly Correction[];
  /** The models cannot read the language: words and names alone decide. */
  readonly isForeign: boolean;
  /** Documents found, shown or not. */
  readonly total: number;
  /** What meaning is compared with; empty where there is nothing to verify. */
  readonly meaning: string;
  /** How many passages are worth verifying. */
  readonly verifiable: number;
}

export interface VerifyRequest {
  readonly search: number;
  /** The heavy model whose stored vectors may serve. */
  readonly heavyModel: number;
  /** Leaves stored vectors aside: for measurements. */
  readonly ignoreStored: boolean;
}

export interface DeepRequest {
  readonly search: number;
  readonly query: Int8Array;
  readonly vectors: readonly { readonly passage: number; readonly vector: Int8Array }[];
}

interface Pending {
  readonly found: Found;
  readonly options: PresentOptions;
}

/** Answers of one read thread, kept between their stages. */
export class Answers {
  readonly #library: SearchLibrary;
  readonly #searcher: Searcher;
  readonly #pending = new Map<number, Pending>();

  constructor(library: SearchLibrary, model: LightModel) {
    this.#library = library;
    this.#searcher = new Searcher(library, model);
  }

  light(request: LightRequest): LightAnswer {
    return this.#read(() => this.#light(request));
  }

  /** The passages that a light answer wants verified; those that left since are missing. */
  verify(request: VerifyRequest): ToVerify[] {
    const pending = this.#pending.get(request.search);
    if (pending === undefined) return [];
    return this.#read(() => {
      const found = this.#searcher.readLightly(pending.found);
      this.#pending.set(request.search, { ...pending, found });
      return passagesToVerify(rankFound(found, 'light')).flatMap((id) => {
        const passage = this.#searcher.read(id);
        return passage === undefined ? [] : [{ ...passage, stored: this.#stored(passage, request) }];
      });
    });
  }

  deep({ search, query, vectors }: DeepRequest): SearchResult[] {
    const pending = this.#pending.get(search);
    if (pending === undefined) return [];
    const units = new Map(vectors.map(({ passage, vector }) => [passage, unit(vector)]));
    const { found, options } = pending;
    const asked = unit(query);
    const first = rankFound(found, 'deep', verified(found.candidates, asked, units));
    const moved = withFeedback(asked, first, units);
    const ranked = rankFound(found, 'deep', verified(found.candidates, moved, units));
    return this.#read(() => present(found, ranked, this.#library, options).results);
  }

  /** Everything of one stage is read from one state of the database. */
  #read<Result>(body: () => Result): Result {
    try {
      return this.#library.connection.snapshot(body);
    } finally {
      this.#library.passages.forget();
    }
  }

  drop(search: number): void {
    this.#pending.delete(search);
  }

  #light(request: LightRequest): LightAnswer {
    const found = this.#searcher.find(request.query, request);
    const { corrections, isForeign } = found;
    if (!hasText(found.query)) {
      const results = hasFilters(found.query) ? presentFiltered(found, this.#library, request) : [];
      return {
        results,
        corrections,
        isForeign,
        total: found.allowance?.documents.size ?? 0,
        meaning: '',
        verifiable: 0,
      };
    }
    const ranked = rankFound(found, 'light');
    const { results, total } = present(found, ranked, this.#library, request);
    if (found.readable === 0) return { results, corrections, isForeign, total, meaning: '', verifiable: 0 };
    const verify = passagesToVerify(ranked);
    this.#pending.set(request.search, { found, options: request });
    return {
      results,
      corrections,
      isForeign,
      total,
      meaning: found.query.meaning,
      verifiable: verify.length,
    };
  }

  #stored(passage: ReadPassage, { ignoreStored, heavyModel }: VerifyRequest): Int8Array | null {
    if (ignoreStored) return null;
    return readVector(this.#library.connection, heavyModel, passage.hash) ?? null;
  }
}
