import type { SearchNote } from '../api/types.ts';

/** What could not be read of a query, and where in it. */
export interface Fault {
  readonly text: string;
  /** The query, cut where what is wrong begins and ends. */
  readonly parts: readonly { readonly text: string; readonly isWrong: boolean }[];
}

/** What speaks of places of the query; the same words of several places once. */
export function faultsOf(query: string, notes: readonly SearchNote[]): Fault[] {
  const byText = Map.groupBy(
    notes.filter(({ place }) => place !== undefined),
    ({ text }) => text,
  );
  return [...byText].map(([text, all]) => ({ text, parts: cut(query, all) }));
}

/** The parts of a query that could not be read; none while it is another one than was answered. */
export function faultyParts(
  query: string,
  answer: { readonly query: string; readonly notes: readonly SearchNote[] } | null,
): string[] {
  if (answer?.query !== query.trim()) return [];
  const parts = answer.notes.flatMap(({ place }) =>
    place ? [answer.query.slice(place.start, place.end)] : [],
  );
  return parts.filter((part) => part.trim() !== '');
}

/** What speaks of all of it. */
export function placelessNotes(notes: readonly SearchNote[]): SearchNote[] {
  return notes.filter(({ place }) => place === undefined);
}

function cut(query: string, notes: readonly SearchNote[]): Fault['parts'] {
  const places = notes.flatMap(({ place }) => place ?? []);
  const edges = places.flatMap(({ start, end }) => [start, Math.max(end, start + 1)]);
  const cuts = [...new Set([0, ...edges, query.length])]
    .filter((edge) => edge >= 0 && edge <= query.length)
    .toSorted((left, right) => left - right);
  return cuts.slice(0, -1).map((start, index) => ({
    text: query.slice(start, cuts[index + 1]),
    isWrong: places.some((place) => start >= place.start && start < Math.max(place.end, place.start + 1)),
  }));
}
