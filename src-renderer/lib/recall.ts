import type { AskedQuery, SavedSearch } from '../api/types.ts';

/** A search of before that begins like what is typed. */
export interface Recalled {
  readonly kind: 'saved' | 'recent';
  readonly text: string;
  readonly query: string;
}

/** Fewer letters recall too much. */
const LEAST = 2;
const MOST_EACH = 3;

/** Saved searches by name or query, then recent ones; none that is typed already. */
export function recalled(
  typed: string,
  { searches, asked }: { readonly searches: readonly SavedSearch[]; readonly asked: readonly AskedQuery[] },
): Recalled[] {
  const begun = typed.trim().toLowerCase();
  if (begun.length < LEAST) return [];
  const begins = (text: string): boolean => text.toLowerCase().startsWith(begun);
  const saved = searches.filter(
    ({ name, query }) => (begins(name) || begins(query)) && query.toLowerCase() !== begun,
  );
  const known = new Set(searches.map(({ query }) => query));
  const recent = asked.filter(
    ({ query }) => begins(query) && query.toLowerCase() !== begun && !known.has(query),
  );
  return [
    ...saved.slice(0, MOST_EACH).map(({ name, query }) => ({ kind: 'saved' as const, text: name, query })),
    ...recent.slice(0, MOST_EACH).map(({ query }) => ({ kind: 'recent' as const, text: query, query })),
  ];
}
