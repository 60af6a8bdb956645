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
