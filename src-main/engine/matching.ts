import type { Exported, Match, SearchResult, SearchStage } from '../contract/index.ts';
import { calibrated, type Calibration } from '../search/fusion.ts';
import type { Matches } from '../search/matching.ts';
import type { ShownMatch } from '../search/matching-shown.ts';
import type { DocumentMark } from '../storage/document-marks.ts';
import type { SearchRequest } from './engine.ts';
import type { Places } from './labels.ts';
import type { Readers } from './threads.ts';

/** A document that matches, and why. */
export interface FoundMatch extends DocumentMark {
  readonly by: Match['by'];
  /** Where its meaning is nearest; null where its words tell. */
  readonly quote: Match['quote'];
}

/** Every document that matches a query now. */
export interface FoundMatches {
  readonly query: string;
  readonly documents: readonly FoundMatch[];
  readonly total: number;
  readonly about: boolean;
}

/** The same with what a later count compares with. */
export interface CountableMatches extends FoundMatches {
  /** What comes later has no passage below it. */
  readonly next: number;
}

export interface MatchingOptions {
  readonly readers: Readers;
  readonly places: Pick<Places, 'locate'>;
  /** The search that people use, but unheard: nothing is noted of it. */
  readonly search: (request: SearchRequest, signal: AbortSignal) => AsyncIterable<SearchStage>;
  /** Bounds of the similarities that reading closely tells. */
  readonly calibration: Calibration;
}

/**
 * How near in meaning a document is that matches without the words, of the way from unrelated to the best of thousands.
 * Of a home library's answers to eight questions, what a reader would take for an answer stood above it.
 */
const NEAR = 0.65;
/** Documents that are looked at for their meaning. */
const MOST_NEAR = 50;
/** What was near is taken for near so long while the library stays as it is: reading closely goes on meanwhile. */
const REREAD_MILLISECONDS = 600_000;
/** Queries of which it is remembered. */
const MOST_READ = 100;
/** Of an answer: what a search lists at the most. */
const MOST_RANKED = 200;

/** Tells which documents match a query: those that hold all its telling words, and those near to it in meaning. */
export class Matching {
  readonly #options: MatchingOptions;
  /** What was near, by query, and how the library stood. */
  readonly #read = new Map<string, { state: string; near: readonly FoundMatch[]; at: number }>();
  /** What was found last, for the next page of it. */
  #last: (FoundMatches & { readonly ranked: boolean }) | null = null;

  constructor(options: MatchingOptions) {
    this.#options = options;
  }

  /** Every document that matches, ready to be counted. */
  async find(query: string, signal: AbortSignal): Promise<CountableMatches> {
    const matches = await this.#options.readers.calls.matches({ query });
    const { isStrict, marks, total, next } = matches;
    const held = marks.map((mark): FoundMatch => ({ ...mark, by: 'words', quote: null }));
    // Of more than are kept apart nobody can say which the near ones are.
    const hasNear = !isStrict && total <= marks.length;
    const near = hasNear ? await this.#nearNow(query, matches, signal) : [];
    const known = new Set(marks.map(({ mark }) => mark));
    const others = near.filter(({ mark }) => !known.has(mark));
    const documents = [...held, ...others];
    return { query, documents, total: total + others.length, about: !isStrict, next };
  }

  /** The same as was found before where a further page of it is asked for. */
  async page(
    query: string,
    { offset, ranked }: { readonly offset: number; readonly ranked: boolean },
    signal: AbortSignal,
  ): Promise<FoundMatches> {
    if (offset > 0 && this.#last?.query === query && this.#last.ranked === ranked) return this.#last;
    const found = ranked ? await this.#ranked(query, signal) : await this.find(query, signal);
    this.#last = { ...found, ranked };
    return found;
  }

  /** Documents by what they are known by; those that left since are missing. */
  async known(documents: Exported): Promise<FoundMatch[]> {
    const { places, readers } = this.#options;
    const located = documents.flatMap(({ path, ...match }) => {
      const place = places.locate(path);
      return place === undefined ? [] : [{ match, root: place.root, path: place.relative }];
    });
    const marks = await readers.calls.marksAt({ places: located.map(({ root, path }) => ({ root, path })) });
    return located.flatMap(({ match }, index) => {
      const mark = marks[index];
      return mark === null || mark === undefined ? [] : [{ ...mark, ...match }];
    });
  }

  async show(query: string, found: readonly FoundMatch[]): Promise<(Omit<Match, 'news'> & FoundMatch)[]> {
    const documents = found.map(({ document }) => document);
    const shown = await this.#options.readers.calls.shownMatches({ query, documents });
    const byDocument = new Map(shown.map((one): [number, ShownMatch] => [one.document, one]));
    return found.flatMap((match) => {
      const one = byDocument.get(match.document);
      return one === undefined ? [] : [{ ...one, ...match, quote: match.quote ?? one.quote }];
    });
  }

  /** Folders are looked over again and again, and mostly nothing has changed: then nothing is read closely anew. */
  async #nearNow(
    query: string,
    { next, documents, total }: Matches,
    signal: AbortSignal,
  ): Promise<readonly FoundMatch[]> {
    const state = `${next} ${documents} ${total}`;
    const before = this.#read.get(query);
    if (before?.state === state && Date.now() - before.at < REREAD_MILLISECONDS) return before.near;
    const near = await this.#near(query, signal);
    if (signal.aborted) return near;
    this.#read.delete(query);
    this.#read.set(query, { state, near, at: Date.now() });
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST_READ && oldest !== undefined) this.#read.delete(oldest);
    return near;
  }

  async #near(query: string, signal: AbortSignal): Promise<FoundMatch[]> {
    const { results } = await this.#answer(query, { limit: MOST_NEAR, mode: 'deep' }, signal);
    const near = await this.#marked(results.filter((result) => this.#isNear(result)));
    return near.map((match) => ({ ...match, by: 'meaning' }));
  }

  async #ranked(query: string, signal: AbortSignal): Promise<FoundMatches> {
    const { results, strong } = await this.#answer(query, { limit: MOST_RANKED, mode: 'close' }, signal);
    const documents = await this.#marked(results.filter(({ weak }) => !weak));
    return { query, documents, total: strong, about: true };
  }

  #marked(results: readonly SearchResult[]): Promise<FoundMatch[]> {
    return this.known(
      results.map((result) => ({
        path: result.path,
        by: hasWords(result) ? ('words' as const) : ('meaning' as const),
        quote: quoteOf(result),
      })),
    );
  }

  async #answer(
    query: string,
    { limit, mode }: Pick<SearchRequest, 'limit' | 'mode'>,
    signal: AbortSignal,
  ): Promise<Pick<SearchStage, 'results' | 'strong'>> {
    let last: Pick<SearchStage, 'results' | 'strong'> = { results: [], strong: 0 };
    for await (const stage of this.#options.search(
      { query, limit, mode, passages: 1, asTyped: false },
      signal,
    ))
      last = stage;
    return last;
  }

  #isNear({ reasons }: SearchResult): boolean {
    const { calibration } = this.#options;
    return reasons.some((reason) => reason.kind === 'deep' && calibrated(reason.value, calibration) >= NEAR);
  }
}

function hasWords({ reasons }: SearchResult): boolean {
  return reasons.some(({ kind }) => kind === 'word' || kind === 'name');
}

function quoteOf({ passages: [best] }: SearchResult): Match['quote'] {
  return best === undefined ? null : { text: best.text, page: best.page, heading: best.heading };
}
