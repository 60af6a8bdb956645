import type { LightModel } from '../embed/light/light-model.ts';
import { contentsLabelled } from '../storage/document-labels.ts';
import { embeddedPassage, type ReadPassage } from '../storage/embedded-passage.ts';
import type { AskedVectors } from './asked-vectors.ts';
import { Comparisons } from './comparisons.ts';
import { Corrector } from './corrections.ts';
import type { Allowance } from './allowance.ts';
import { withDocumentRows } from './document-rows.ts';
import { Filtering } from './filter.ts';
import { UNREAD, type Candidate } from './fusion.ts';
import type { Found } from './found.ts';
import { HeavyCandidates } from './heavy-candidates.ts';
import { ScopedWords, wholeLibrary, type KnownWords } from './known-words.ts';
import { isForeign, LightMeaning, type LightFound } from './light-meaning.ts';
import { libraryValues } from './library-values.ts';
import { lexicalCandidates, type LexicalAnswer } from './lexical.ts';
import { namedDocuments, type NamedDocument } from './names.ts';
import { completeQuery, type LibraryValue, type Proposal } from './query/complete.ts';
import type { ValueSource } from './query/filters.ts';
import { hasFilters, type ParsedQuery } from './query/parse.ts';
import { parseTyped } from './query/typed-places.ts';
import { endingNamed } from './query/types.ts';
import { DocumentTable } from './strict/document-table.ts';
import { PathIndex } from './path-index.ts';
import { Muting } from './muting.ts';
import type { RankingWeights } from './ranking-weights.ts';
import { saidIn } from './said.ts';
import type { SearchLibrary } from './search-library.ts';
import { Scopes, withinScope, type Scope } from './scope.ts';
import { readableShare } from './semantic-share.ts';
import { TermSums } from './term-sums.ts';

export interface FindOptions {
  /** Words alone, no meaning. */
  readonly lexicalOnly: boolean;
  /** Misspelt words too. */
  readonly asTyped: boolean;
  readonly weights: RankingWeights;
  /** Folders whose documents may be seen; null: all. */
  readonly roots: readonly number[] | null;
}

/** What of the library a search sees, and what it may know of words. */
interface View {
  readonly scope: Scope | null;
  readonly known: KnownWords;
}

export interface CompleteRequest {
  readonly query: string;
  /** UTF-16 units of it. */
  readonly caret: number;
  readonly limit: number;
}

/** Finds candidates by words, names and light codes: the first stage of every answer. */
export class Searcher {
  readonly #library: SearchLibrary;
  readonly #meaning: LightMeaning;
  readonly #heavy: HeavyCandidates;
  readonly #paths: PathIndex;
  readonly #table: DocumentTable;
  readonly #filtering = new Filtering();
  readonly #muting: Muting;
  readonly #sums: TermSums;
  readonly #corrector: Corrector;
  /** Of the words of candidates. */
  readonly comparisons: Comparisons;
  readonly #scopes: Scopes;
  readonly #whole: View;
  #allowance: Allowance | null = null;
  #view: View;

  constructor(library: SearchLibrary, model: LightModel) {
    this.#library = library;
    this.#paths = new PathIndex(library.connection, library.rootPath);
    this.#table = new DocumentTable(library.connection);
    this.#muting = new Muting(library, this.#table);
    this.#sums = new TermSums(library.connection);
    this.#scopes = new Scopes(this.#table);
    this.#whole = { scope: null, known: wholeLibrary(library.connection) };
    this.#view = this.#whole;
    this.#meaning = new LightMeaning(library, model, this.#muting);
    this.#heavy = new HeavyCandidates(library, this.#muting);
    const { tokenizer } = this.#meaning;
    this.comparisons = new Comparisons({ model, tokenizer }, (passage) => this.read(passage)?.text ?? '');
    this.#corrector = new Corrector(library.connection, library.passages, (word) =>
      this.#meaning.isWord(word),
    );
    // SQL asks while it ranks, so that a list is never cut before it is filtered.
    library.connection.define('allowed_document', (document) =>
      this.#allowance?.documents.has(document) ? 1 : 0,
    );
  }

  /** To be called inside a snapshot. */
  warm(): void {
    this.#sums.begin();
  }

  /** Whether a passage is compared by words alone. */
  isMuted(passage: number): boolean {
    return this.#muting.isMuted(passage);
  }

  /** A word of the library that one which stands nowhere may be a slip of. */
  meant(word: string): string | undefined {
    return this.#corrector.meant(word);
  }

  find(text: string, options: FindOptions): Found {
    const { scope, known } = this.#viewOf(options.roots);
    const seen = scope?.documents ?? null;
    const typed = parseTyped(text, { isType: (type) => this.#paths.hasEnding(endingNamed(type), seen) });
    const { query, corrections } = options.asTyped
      ? { query: typed, corrections: [] }
      : this.#corrector.correct(typed, known);
    const allowance = this.#allow(query, scope);
    this.#muting.begin(scope);
    this.#allowance = allowance;
    const words = [
      ...query.words,
      ...query.required,
      ...query.phrases.flatMap((phrase) => phrase.split(/\s+/)),
    ];
    const lexical = words.length === 0 ? null : this.#lexical(words, { allowance, known }, options.weights);
    const coarse =
      query.meaning === '' || options.lexicalOnly
        ? null
        : this.#meaning.find(query.meaning, allowance, options.weights.candidates.light);
    // A code that stands nowhere may still mean something.
    const codes = lexical === null || lexical.postings.length === 0 ? [] : query.words;
    const readable = coarse === null ? 0 : readableShare(codes, coarse.unreadable);
    const candidates = this.#candidates(lexical, readable === 0 ? null : coarse);
    return {
      query,
      lexical,
      named: this.#named([...query.words, ...query.required], { allowance, known }),
      allowance,
      scope,
      known,
      corrections,
      lightOf: coarse?.similarityOf ?? (() => 0),
      candidates,
      said: readable === 0 ? new Map() : this.#said(candidates, lexical),
      readable,
      isForeign: coarse !== null && isForeign(query.meaning, coarse),
      deepCalibration: this.#library.deepCalibration,
      lateCalibration: this.#library.lateCalibration,
      weights: options.weights,
    };
  }

  /** What a query may go on with; to be called inside a snapshot. */
  complete({ query, caret, limit }: CompleteRequest): Proposal[] {
    this.#table.begin();
    const context = { ...this.#library, table: this.#table, paths: this.#paths };
    const valuesOf = (source: ValueSource): LibraryValue[] => libraryValues(source, context);
    return completeQuery(query, { caret, limit, valuesOf });
  }

  /** Whether a document that may be seen carries one of some labels. */
  isCarried(labels: readonly number[], { scope }: Found): boolean {
    if (scope === null) return labels.length > 0;
    const carriers = this.#table.ofContents(contentsLabelled(this.#library.connection, labels));
    return carriers.some((carries, place) => carries === 1 && scope.documents.bytes[place] === 1);
  }

  /** The last part that was looked at is kept with what was counted in it. */
  #viewOf(roots: readonly number[] | null): View {
    if (roots === null) return this.#whole;
    const { connection, resident } = this.#library;
    const scope = this.#scopes.of(roots, resident.used);
    if (this.#view.scope !== scope)
      this.#view = { scope, known: new ScopedWords(connection, this.#sums, scope) };
    return this.#view;
  }

  #allow(query: ParsedQuery, scope: Scope | null): Allowance | null {
    const asked = hasFilters(query) ? this.#filtered(query) : null;
    return scope === null ? asked : withinScope(asked, scope);
  }

  #filtered(query: ParsedQuery): Allowance {
    return this.#filtering.allow(query, {
      ...this.#library,
      used: this.#library.resident.used,
      paths: this.#paths,
      table: this.#table,
      sums: this.#sums,
    });
  }

  /** A candidate with its embedded text; undefined where it left. */
  read(passage: number): ReadPassage | undefined {
    const { passages } = this.#library;
    const row = passages.row(passage);
    return row === undefined ? undefined : embeddedPassage(row, passages.body(row));
  }

  /** Whether a heavy vector of a passage is stored, of the model that reads now or of the one before. */
  isRead(passage: number): boolean {
    return this.#heavy.isRead(passage);
  }

  /**
   * What was found, with every passage's likely heavy similarity where its code is there, and the passages that only
   * their heavy codes bring.
   */
  near(found: Found, asked: AskedVectors): Found {
    const { candidates, brought } = this.#heavy.of(found, asked);
    this.#sums.begin();
    const said = new Map([...found.said, ...this.#said(brought, found.lexical)]);
    return { ...found, candidates, said };
  }

  #said(candidates: readonly Candidate[], lexical: LexicalAnswer | null): Map<number, number> {
    const passages = candidates.map(({ passage }) => passage);
    return lexical === null ? new Map() : saidIn(passages, lexical, this.#sums);
  }

  #lexical(
    words: readonly string[],
    { allowance, known }: Allowed,
    { candidates, head }: RankingWeights,
  ): LexicalAnswer {
    const { connection, resident, passages } = this.#library;
    const allowed = allowance?.passages ?? resident.live.subarray(0, resident.used);
    const options = { sums: this.#sums, head, allowed };
    const found = lexicalCandidates(connection, words, { ...options, limit: candidates.words, known });
    return withDocumentRows(found, {
      ...options,
      limit: candidates.documents,
      spanOf: (passage) => passages.spanOf(passage),
      meanPassages: passages.meanPassages,
      averageLength: known.collection.averageLength,
    });
  }

  #named(words: readonly string[], { allowance, known }: Allowed): NamedDocument[] {
    const filtered = allowance !== null;
    return namedDocuments(this.#library.connection, words, { total: known.names, filtered, known });
  }

  #candidates(lexical: LexicalAnswer | null, coarse: LightFound | null): Candidate[] {
    const scores = new Map<number, number>(lexical?.postings.map((posting) => [posting.id, posting.score]));
    for (const hit of coarse?.hits ?? []) if (!scores.has(hit.passage)) scores.set(hit.passage, 0);
    return [...scores].flatMap(([passage, score]) => {
      const content = this.#library.passages.contentOf(passage);
      if (content === undefined) return [];
      const light = coarse?.similarityOf(passage) ?? 0;
      return [{ passage, content, lexical: score, light, ...UNREAD }];
    });
  }
}

/** What may be found, and what may be known of words. */
interface Allowed {
  readonly allowance: Allowance | null;
  readonly known: KnownWords;
}
