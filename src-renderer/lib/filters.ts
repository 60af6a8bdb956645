import { counted } from './format.ts';

/** A part of the query that only takes away. */
export interface Filter {
  /** As typed: `type:pdf`, `-parking`, `"exact words"`. */
  text: string;
  kind: 'type' | 'path' | 'without' | 'phrase';
  value: string;
}

const FILTER = /(?<=^|\s)(?:(type|path):(?:"([^"]*)"|(\S+))|-("[^"]*"|[^\s-]\S*)|"([^"]+)")(?=\s|$)/giu;

export function filtersOf(query: string): Filter[] {
  return [...query.matchAll(FILTER)].map((match) => {
    const [text, field, quoted, plain, excluded, phrase] = match;
    if (field !== undefined)
      return { text, kind: field.toLowerCase() === 'type' ? 'type' : 'path', value: quoted ?? plain ?? '' };
    if (excluded !== undefined) return { text, kind: 'without', value: excluded };
    return { text, kind: 'phrase', value: phrase ?? '' };
  });
}

/** The query without one of its filters; a phrase loses its quotation marks only. */
export function without(query: string, filters: readonly Filter[]): string {
  let rest = query;
  for (const filter of filters)
    rest = rest.replace(filter.text, filter.kind === 'phrase' ? filter.value : '');
  return rest.replace(/\s+/g, ' ').trim();
}

/** "Nothing of type pdf speaks of this." */
export function nothingText(filters: readonly Filter[]): string {
  const first = filters[0];
  if (first === undefined) return 'Nothing speaks of this.';
  if (filters.length > 1) return 'Nothing within these filters speaks of this.';
  if (first.kind === 'type') return `Nothing of type ${first.value} speaks of this.`;
  if (first.kind === 'path') return `Nothing under ${first.value} speaks of this.`;
  if (first.kind === 'without') return `Nothing without ${first.value} speaks of this.`;
  return `Nothing says exactly “${first.value}”.`;
}

/** "Without it there are 4 documents." */
export function reliefText(filters: readonly Filter[], documents: number): string {
  const what = filters.length === 1 ? 'it' : 'the filters';
  if (documents === 0) return `Without ${what} there is nothing either.`;
  return `Without ${what} there ${documents === 1 ? 'is' : 'are'} ${counted(documents, 'document')}.`;
}
