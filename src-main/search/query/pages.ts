/** Pages, one-based, both ends with. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

const PAGES = /^(\d{1,6})?(?:(\.\.|-)(\d{1,6})?)?$/;

/** Reads `12`, `3..5`, `10..`, `..3`; undefined for anything else. */
export function readPages(text: string): PageRange | undefined {
  const match = PAGES.exec(text);
  const [, from, dots, to] = match ?? [];
  if (from === undefined && to === undefined) return undefined;
  const first = from === undefined ? 1 : Number(from);
  const last = dots === undefined ? first : to === undefined ? Number.POSITIVE_INFINITY : Number(to);
  return first < 1 || first > last ? undefined : { first, last };
}

export function pageWords(text: string): string {
  const range = readPages(text);
  if (range === undefined) return '';
  const { first, last } = range;
  if (first === last) return `on page ${first}`;
  if (last === Number.POSITIVE_INFINITY) return `from page ${first} on`;
  return first === 1 ? `up to page ${last}` : `on pages ${first} to ${last}`;
}
