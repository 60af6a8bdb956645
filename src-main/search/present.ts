import type { Passage, Reason, SearchResult, Span } from '../contract/index.ts';
import { nameOfPath } from '../lib/document-path.ts';
import { indexableText } from '../lib/text/indexable.ts';
import { terms, tokens } from '../lib/text/tokens.ts';
import { labelsOfContent } from '../storage/document-labels.ts';
import { documentsOfContent, readDocument, type DocumentRow } from '../storage/documents.ts';
import { readContent, type ContentRow } from '../storage/passages.ts';
import type { RankedContent, RankedPassage } from './fusion.ts';
import { marksOf, type Marked } from '../lib/text/marks.ts';
import type { NamedDocument } from './names.ts';
import type { Found } from './found.ts';
import type { SearchLibrary } from './search-library.ts';
import { tellingTerms } from '../lib/text/telling-words.ts';
import { isStrong } from './strength.ts';

export interface PresentOptions {
  /** Documents passed over: a further page of the same list. */
  readonly offset?: number;
  readonly limit: number;
  /** Passages shown of a document. */
  readonly passages: number;
  /** Of passages that were read closely: the sentence that answers best. */
  readonly answers?: ReadonlyMap<number, Span | null>;
}

/** A page of the list of all that was found. */
export interface Listed {
  readonly results: SearchResult[];
  readonly total: number;
  /** Of them those that answer by their words or their meaning. */
  readonly strong: number;
}

/** A document on its way to the list. */
interface Entry {
  readonly score: number;
  readonly ranked: RankedContent | null;
  readonly named: NamedDocument | null;
  /** Known where the name alone was found. */
  readonly document: DocumentRow | null;
}

/** How much a name that answers the whole query adds to a score of words and meaning. */
const NAME_WEIGHT = 0.4;
/** A file named outright stands before whatever speaks of it. */
const OUTRIGHT = 1.2;
/** Who types a code and more wants what is said of it: there first of all, and not always. */
const BY_CODE = 0.4;

/** Makes the list a person sees: only here are texts, marks and reasons fetched, and only for what is shown. */
export function present(
  found: Found,
  ranked: readonly RankedContent[],
  library: SearchLibrary,
  options: PresentOptions,
): Listed {
  const asked = indexableText(
    [...found.query.words, ...found.query.required, ...found.query.phrases].join(' '),
  );
  const words = new Map([...tokens(asked)].map(({ term, start, end }) => [term, asked.slice(start, end)]));
  const queryTerms = tellingTerms([...words.keys()]);
  const view = new ResultView(found, library, { queryTerms, words, answers: options.answers });
  const all = entries(found, ranked);
  const { offset = 0, limit } = options;
  const results = all.slice(offset, offset + limit).flatMap((entry) => {
    const result = view.result(entry, options.passages);
    return result === undefined ? [] : [{ ...result, weak: !isStrongEntry(entry, found) }];
  });
  return { results, total: all.length, strong: all.filter((entry) => isStrongEntry(entry, found)).length };
}

/** A name that was found is an answer. */
function isStrongEntry({ ranked, named }: Entry, found: Found): boolean {
  return named !== null || ranked === null || isStrong(ranked.passages, found);
}

/** Contents by words and meaning, raised by their names, and documents that only their names bring. */
function entries(found: Found, ranked: readonly RankedContent[]): Entry[] {
  const nameOf = new Map<number, NamedDocument>();
  for (const named of found.named) {
    const content = named.document.content;
    if (content !== null && !nameOf.has(content)) nameOf.set(content, named);
  }
  const withText = ranked.map((content): Entry => {
    const named = nameOf.get(content.content) ?? null;
    nameOf.delete(content.content);
    return {
      score: content.score + (named === null ? 0 : nameScore(named)),
      ranked: content,
      named,
      document: null,
    };
  });
  const byName = found.named
    .filter(
      ({ document }) => document.content === null || nameOf.get(document.content)?.document === document,
    )
    .map((named): Entry => ({
      score: nameScore(named),
      ranked: null,
      named,
      document: named.document,
    }));
  return [...withText, ...byName].toSorted((left, right) => right.score - left.score);
}

function nameScore({ score, outright, byCode }: NamedDocument): number {
  if (outright) return NAME_WEIGHT * score + OUTRIGHT;
  return NAME_WEIGHT * score + (byCode ? BY_CODE : 0);
}

/** What of a text is brought out. */
interface Shown {
  readonly queryTerms: ReadonlySet<string>;
  /** The query's words as they were asked, by their terms: a stem is no word to a person. */
  readonly words: ReadonlyMap<string, string>;
  readonly answers: PresentOptions['answers'];
}

class ResultView {
  readonly #found: Found;
  readonly #library: SearchLibrary;
  readonly #queryTerms: ReadonlySet<string>;
  readonly #words: ReadonlyMap<string, string>;
  readonly #answers: PresentOptions['answers'];
  readonly #marked: Marked;

  constructor(found: Found, library: SearchLibrary, { queryTerms, words, answers }: Shown) {
    this.#found = found;
    this.#library = library;
    this.#queryTerms = queryTerms;
    this.#words = words;
    this.#answers = answers;
    const beginning = found.lexical?.units.find((unit) => unit.beginning !== null)?.beginning ?? null;
    this.#marked = { terms: queryTerms, phrases: found.query.phrases, beginning };
  }

  /** Undefined where the document left since it was ranked. */
  result(entry: Entry, passages: number): SearchResult | undefined {
    const copies = this.#copies(entry);
    const [document, ...others] = copies;
    if (document === undefined) return undefined;
    const content =
      document.content === null ? undefined : readContent(this.#library.connection, document.content);
    const name = nameOfPath(document.path);
    const shown = this.#passages(entry, content, passages);
    return {
      path: this.#absolute(document),
      file: this.#absolute(this.#fileOf(document)),
      connected: this.#library.isConnected(document.root),
      name,
      title: content?.title ?? name,
      format: content?.format ?? '',
      size: document.size,
      modified: document.modified,
      score: entry.score,
      passages: shown,
      weak: false,
      recognised: (content?.recognised ?? 0) > 0,
      labels: this.#labels(document),
      alsoAt: others.map((copy) => this.#absolute(copy)),
      reasons: this.#reasons(entry, shown),
    };
  }

  /** The document and its copies, those the filters allow, the one whose name was found first. */
  #copies(entry: Entry): DocumentRow[] {
    if (entry.document !== null && entry.document.content === null) return [entry.document];
    const content = entry.ranked?.content ?? entry.document?.content ?? -1;
    const { allowance } = this.#found;
    const copies = documentsOfContent(this.#library.connection, content).filter(
      (copy) => allowance === null || allowance.documents.has(copy.id),
    );
    const named = entry.named?.document.id;
    return copies.toSorted((left, right) => Number(right.id === named) - Number(left.id === named));
  }

  #passages(entry: Entry, content: ContentRow | undefined, count: number): Passage[] {
    const ranked = entry.ranked?.passages.slice(0, count) ?? [];
    if (ranked.length > 0)
      return ranked.flatMap((passage) => this.#passage(passage.passage, passage.score) ?? []);
    // A name alone was found: the beginning says what the document is.
    if (content === undefined || content.passages === 0) return [];
    return [this.#passage(content.firstPassage, 0)].flatMap((passage) => passage ?? []);
  }

  #passage(id: number, score: number): Passage | undefined {
    const row = this.#library.passages.row(id);
    if (row === undefined) return undefined;
    const text = this.#library.passages.body(row);
    return {
      text,
      page: row.page,
      heading: row.heading,
      start: row.start,
      end: row.start + row.length,
      marks: marksOf(text, this.#marked),
      answer: this.#answers?.get(id) ?? null,
      score,
    };
  }

  #reasons(entry: Entry, shown: readonly Passage[]): Reason[] {
    const best = entry.ranked?.passages[0];
    return [
      ...wordReasons(shown, this.#queryTerms),
      ...nameReasons(entry.named, this.#queryTerms, this.#words),
      ...(best === undefined ? [] : signalReasons(best)),
    ];
  }

  #labels({ content }: DocumentRow): SearchResult['labels'] {
    if (content === null) return [];
    const { connection, labels } = this.#library;
    return labels()
      .ofIds(labelsOfContent(connection, content))
      .map(({ id, name, colour }) => ({ id, name, colour }));
  }

  #fileOf(document: DocumentRow): DocumentRow {
    const { container } = document;
    return (container === null ? undefined : readDocument(this.#library.connection, container)) ?? document;
  }

  #absolute(document: DocumentRow): string {
    return `${this.#library.rootPath(document.root)}/${document.path}`;
  }
}

/** Words as they stand in the passages shown, most frequent first. */
function wordReasons(shown: readonly Passage[], queryTerms: ReadonlySet<string>): Reason[] {
  const counts = new Map<string, { term: string; count: number }>();
  for (const { text, marks } of shown) {
    for (const { start, end } of marks) {
      const word = text.slice(start, end).toLowerCase();
      const key = terms(word).find((term) => queryTerms.has(term)) ?? word;
      const known = counts.get(key) ?? { term: word, count: 0 };
      counts.set(key, { term: known.term, count: known.count + 1 });
    }
  }
  return [...counts.values()]
    .toSorted((left, right) => right.count - left.count)
    .map(({ term, count }) => ({ kind: 'word', term, count }));
}

function nameReasons(
  named: NamedDocument | null,
  queryTerms: ReadonlySet<string>,
  words: ReadonlyMap<string, string>,
): Reason[] {
  const known = named?.terms.filter((term) => queryTerms.has(term)) ?? [];
  return known.map((term) => ({ kind: 'name', term: words.get(term) ?? term }));
}

function signalReasons(best: RankedPassage): Reason[] {
  const reasons: Reason[] = [];
  if (best.words > 0) reasons.push({ kind: 'words', value: best.words });
  if (best.light > 0) reasons.push({ kind: 'light', value: Math.min(1, best.light) });
  if (best.deep > 0) reasons.push({ kind: 'deep', value: Math.min(1, best.deep) });
  return reasons;
}

/** Documents that only filters name, newest first: `type:pdf path:Tax` without a word. */
export function presentFiltered(
  found: Found,
  library: SearchLibrary,
  options: PresentOptions,
): SearchResult[] {
  const view = new ResultView(found, library, {
    queryTerms: new Set(),
    words: new Map(),
    answers: undefined,
  });
  const { offset = 0, limit } = options;
  return (found.allowance?.documents.newest(offset + limit).slice(offset) ?? [])
    .flatMap((id) => readDocument(library.connection, id) ?? [])
    .flatMap(
      (document) => view.result({ score: 0, ranked: null, named: null, document }, options.passages) ?? [],
    );
}
