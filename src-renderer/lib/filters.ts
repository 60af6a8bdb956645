import { counted } from './format.ts';
import { printView, readView } from './query-view.ts';

/** A part of the query that only takes away. */
export interface Filter {
  /** As it stands in the query: `type:pdf`, `-parking`, `"exact words"`. */
  readonly text: string;
  /** One of the filters' names; `phrase` of exact words; `word` of a single one, which is left out. */
  readonly name: string;
  /** As they stand in the query, a quoted one without its marks. */
  readonly values: readonly string[];
  readonly isLeftOut: boolean;
}

const NAMED = /^(-?)(\p{L}+):(.+)$/su;
const VALUE = /["“”„][^"“”„]*["“”„]|[^,]+/gu;
/** Of these a comma belongs to the value. */
const SINGLES = new Set(['path', 'in', 'name', 'date', 'modified', 'size', 'is', 'subject']);

export function filterOf(text: string): Filter {
  const [, minus, name, value] = NAMED.exec(text) ?? [];
  if (name !== undefined && value !== undefined) {
    const values = SINGLES.has(name.toLowerCase()) ? [value] : (value.match(VALUE) ?? []);
    return { text, name: name.toLowerCase(), values: values.map(unquoted), isLeftOut: minus === '-' };
  }
  const isLeftOut = text.startsWith('-');
  const plain = isLeftOut ? text.slice(1) : text;
  const isPhrase = unquoted(plain) !== plain;
  return { text, name: isPhrase ? 'phrase' : 'word', values: [unquoted(plain)], isLeftOut };
}

/** Those of the query’s outermost level, in their order. */
export function filtersOf(query: string): Filter[] {
  return readView(query).chips.map(filterOf);
}

/** The query without some of its filters; a phrase that was asked for loses its quotation marks only. */
export function without(query: string, filters: readonly Filter[]): string {
  const gone = new Set(filters.map(({ text }) => text));
  const { words, chips } = readView(query);
  const said = filters.filter(({ name, isLeftOut }) => name === 'phrase' && !isLeftOut);
  const all = [words.trim(), ...said.flatMap(({ values }) => values)].join(' ');
  return printView({ words: all, chips: chips.filter((chip) => !gone.has(chip)) }).replace(/\s+/g, ' ');
}

/** "Nothing of type pdf speaks of this." */
export function nothingText(filters: readonly Filter[]): string {
  const first = filters[0];
  if (first === undefined) return 'Nothing speaks of this.';
  if (filters.length > 1) return 'Nothing within these filters speaks of this.';
  const value = first.values.join(' or ');
  if (first.isLeftOut) return `Nothing without ${value} speaks of this.`;
  if (first.name === 'phrase') return `Nothing says exactly “${value}”.`;
  if (first.name === 'type') return `Nothing of type ${value} speaks of this.`;
  if (first.name === 'path' || first.name === 'in') return `Nothing under ${value} speaks of this.`;
  if (first.name === 'label') return `Nothing labelled ${value} speaks of this.`;
  return `Nothing with ${first.text} speaks of this.`;
}

/** "Without it there are 4 documents." */
export function reliefText(filters: readonly Filter[], documents: number): string {
  const what = filters.length === 1 ? 'it' : 'the filters';
  if (documents === 0) return `Without ${what} there is nothing either.`;
  return `Without ${what} there ${documents === 1 ? 'is' : 'are'} ${counted(documents, 'document')}.`;
}

export function unquoted(text: string): string {
  return /^["“”„](.*)["“”„]$/su.exec(text)?.[1]?.trim() ?? text;
}
