import { fold } from '../../lib/text/tokens.ts';
import { FILTERS, filterNamed, filterWords, type Filter, type ValueSource } from './filters.ts';
import { lex, type QueryToken } from './lexer.ts';
import { QUOTES } from './syntax-tree.ts';

/** A value some documents have. */
export interface LibraryValue {
  readonly text: string;
  /** What it means, where it does not say so itself. */
  readonly meaning: string;
  readonly documents: number;
}

/** Something a person may go on typing, and what of the query it takes the place of. */
export interface Proposal {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly detail: string;
}

export interface CompletionRequest {
  /** UTF-16 units of the query. */
  readonly caret: number;
  readonly limit: number;
  /** The values of the library, the most frequent first; asked for where they are needed. */
  readonly valuesOf: (source: ValueSource) => readonly LibraryValue[];
}

/** What is being typed: a word that may become a filter's name, or a value of one. */
interface Typed {
  readonly filter: Filter | null;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

/** Names of filters, and values behind their colons, by the same table that reads them. Pure. */
export function completeQuery(query: string, request: CompletionRequest): Proposal[] {
  const typed = typedAt(query, Math.min(request.caret, query.length));
  if (typed === null) return [];
  const proposals = typed.filter === null ? names(typed) : values(typed.filter, typed, request);
  return proposals.slice(0, request.limit);
}

const NAME_ALONE = /^(\p{L}+):$/u;
const LETTERS = /^\p{L}+$/u;
const OPENING = new RegExp(`^[${QUOTES}]`, 'u');

function typedAt(query: string, caret: number): Typed | null {
  const tokens = lex(query, {
    isFilter: (name) => filterNamed(name) !== undefined,
    isList: (name) => filterNamed(name)?.isList === true,
  });
  const token = tokens.find(({ start, end }) => start < caret && caret <= end);
  if (token?.kind === 'filter') return typedValue(token, query, caret);
  if (token?.kind !== 'word') return null;
  const filter = filterNamed(NAME_ALONE.exec(token.text)?.[1]?.toLowerCase() ?? '');
  if (filter !== undefined && caret === token.end) return { filter, start: caret, end: caret, prefix: '' };
  const prefix = query.slice(token.start, caret);
  return LETTERS.test(prefix) ? { filter: null, start: token.start, end: token.end, prefix } : null;
}

function typedValue(
  { name, values: given }: QueryToken & { kind: 'filter' },
  query: string,
  caret: number,
): Typed | null {
  const filter = filterNamed(name);
  if (filter === undefined) return null;
  const value = given.find(({ start, end }) => start <= caret && caret <= end);
  const { start, end } = value ?? { start: caret, end: caret };
  // Behind a comma another value begins; within the name none does.
  if (value === undefined && query[caret - 1] !== ',') return null;
  return { filter, start, end, prefix: query.slice(start, caret).replace(OPENING, '') };
}

function names({ start, end, prefix }: Typed): Proposal[] {
  return FILTERS.filter(({ name }) => name.startsWith(prefix.toLowerCase())).map((filter) => ({
    start,
    end,
    text: `${filter.name}:`,
    detail: filter.description,
  }));
}

function values(filter: Filter, { start, end, prefix }: Typed, { valuesOf }: CompletionRequest): Proposal[] {
  const wanted = fold(prefix);
  const own = filter.proposed.map((text) => ({ text, meaning: filterWords(filter, [text]), documents: 0 }));
  const all = [...own, ...(filter.source === null ? [] : valuesOf(filter.source))];
  const ranked = all.flatMap((value) => {
    const rank = rankOf(value, wanted);
    return rank === null ? [] : [{ value, rank }];
  });
  return ranked
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ value }) => ({ start, end, text: quotedWhereNeeded(value.text), detail: detailOf(value) }));
}

/** Values that begin so stand before those of which a word does; null of others. */
function rankOf({ text, meaning }: LibraryValue, wanted: string): number | null {
  const folded = fold(text);
  if (folded.startsWith(wanted)) return 0;
  if (fold(meaning).startsWith(wanted)) return 1;
  return folded.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 2 : null;
}

function quotedWhereNeeded(text: string): string {
  const clean = text.replaceAll(new RegExp(`[${QUOTES}]`, 'gu'), '');
  return /[\s,()]/.test(clean) ? `"${clean}"` : clean;
}

function detailOf({ meaning, documents }: LibraryValue): string {
  if (documents === 0) return meaning;
  const count = `${new Intl.NumberFormat('en').format(documents)} ${documents === 1 ? 'document' : 'documents'}`;
  return meaning === '' ? count : `${meaning}, ${count}`;
}
