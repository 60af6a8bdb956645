import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import { markOf, nextPassage, type DocumentMark } from '../storage/document-marks.ts';
import { documentsOfContent, readDocument, type DocumentRow } from '../storage/documents.ts';
import { contentOfPassage, readContent, type ContentRow } from '../storage/passages.ts';
import { countNames, namesHolding, passageFrequency, passagesHolding } from '../storage/postings.ts';
import type { Allowance } from './allowance.ts';
import type { Found } from './found.ts';
import { unitsOf, type Unit } from './query/units.ts';
import type { SearchLibrary } from './search-library.ts';
import { tellingTerms } from '../lib/text/telling-words.ts';

/** Which documents stand for a question whatever its ranking: those that hold all of it. */
export interface Matches {
  /** Filters and quoted words alone decide: meaning has no part. */
  readonly isStrict: boolean;
  /** Changed last first, copies once; of very many those that came last. */
  readonly marks: readonly DocumentMark[];
  readonly total: number;
  /** The number the index gives to its next passage: what comes later has none below it. */
  readonly next: number;
  /** All documents there are, of any search. */
  readonly documents: number;
}

/** Documents of one search that are kept apart; of more only their number is known. */
export const MOST_MARKED = 5_000;
/** A word in more passages says nothing, and to look where it stands would take seconds. */
export const MOST_HOLDING = 200_000;

/** The documents that hold every telling word of a question, in any form, in text or name, within its filters. */
export function matchesOf(found: Found, library: SearchLibrary): Matches {
  const { connection } = library;
  const documents = withoutCopies(matchingDocuments(found, library));
  const marked = documents
    .toSorted((left, right) => (right.content ?? 0) - (left.content ?? 0))
    .slice(0, MOST_MARKED)
    .toSorted((left, right) => right.modified - left.modified || left.id - right.id);
  return {
    isStrict: found.query.words.length === 0,
    marks: marked.flatMap((document) => markOf(connection, document, library.rootPath(document.root)) ?? []),
    total: documents.length,
    next: nextPassage(connection),
    documents: countNames(connection),
  };
}

/** The single words of a question that say something; those of its quotes where it has no others. Pure. */
export function tellingUnits({ query }: Found): Unit[] {
  const said = [query.words, query.required, query.phrases].find(({ length }) => length > 0) ?? [];
  const telling = tellingTerms(terms(indexableText(said.join(' '))));
  return unitsOf(said.flatMap((text) => text.split(/\s+/))).filter(
    (unit) => unit.terms.length === 1 && telling.has(unit.terms[0] ?? ''),
  );
}

/** The place of the first number that is not below a bound, in ascending ones. Pure. */
export function lowerBound(numbers: readonly number[], bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function allowed(allowance: Allowance | null): number[] {
  return allowance === null ? [] : allowance.documents.newest(allowance.documents.size);
}

function matchingDocuments(found: Found, library: SearchLibrary): DocumentRow[] {
  const { connection } = library;
  const { allowance } = found;
  if (found.query.words.length === 0)
    return allowed(allowance).flatMap((id) => readDocument(connection, id) ?? []);
  const [rarest, ...others] = tellingUnits(found)
    .map((unit) => ({ unit, frequency: passageFrequency(connection, unit.terms[0] ?? '') }))
    .toSorted((left, right) => left.frequency - right.frequency)
    .map(({ unit, frequency }) => holdersOf(unit, frequency, library));
  const first = rarest?.documents(connection, allowance) ?? [];
  return first.filter((document) => others.every((holders) => holders.hold(document, connection)));
}

/** The first document of every content stands for its copies. */
function withoutCopies(documents: readonly DocumentRow[]): DocumentRow[] {
  const known = new Set<number>();
  return documents.filter(({ content }) => {
    if (content === null) return true;
    if (known.has(content)) return false;
    known.add(content);
    return true;
  });
}

/** Where one word stands. */
class Holders {
  readonly #passages: readonly number[] | null;
  readonly #names: ReadonlySet<number>;

  /** @param passages in order; null: nearly everywhere */
  constructor(passages: readonly number[] | null, names: readonly number[]) {
    this.#passages = passages;
    this.#names = new Set(names);
  }

  /** Every document that holds it. */
  documents(connection: SearchLibrary['connection'], allowance: Allowance | null): DocumentRow[] {
    const byText = this.#contents(connection).flatMap(({ id }) => documentsOfContent(connection, id));
    const known = new Set(byText.map(({ id }) => id));
    const byName = [...this.#names]
      .filter((id) => !known.has(id))
      .flatMap((id) => readDocument(connection, id) ?? []);
    return [...byText, ...byName].filter(({ id }) => allowance === null || allowance.documents.has(id));
  }

  hold(document: DocumentRow, connection: SearchLibrary['connection']): boolean {
    if (this.#passages === null || this.#names.has(document.id)) return true;
    const content = document.content === null ? undefined : readContent(connection, document.content);
    if (content === undefined) return false;
    const passage = this.#passages[lowerBound(this.#passages, content.firstPassage)];
    return passage !== undefined && passage < content.firstPassage + content.passages;
  }

  #contents(connection: SearchLibrary['connection']): ContentRow[] {
    const contents: ContentRow[] = [];
    for (const passage of this.#passages ?? []) {
      const last = contents.at(-1);
      if (last !== undefined && passage < last.firstPassage + last.passages) continue;
      const content = contentOfPassage(connection, passage);
      if (content !== undefined) contents.push(content);
    }
    return contents;
  }
}

function holdersOf(unit: Unit, frequency: number, { connection }: SearchLibrary): Holders {
  const isEverywhere = frequency > MOST_HOLDING;
  const passages = isEverywhere ? null : passagesHolding(connection, unit.expression, MOST_HOLDING);
  return new Holders(passages, namesHolding(connection, unit.expression));
}
