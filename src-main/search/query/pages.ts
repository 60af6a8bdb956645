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

/** `page 3`, `pages 3 to 5`, `page 10 or later`: what stands behind "on". */
export function pageWords(text: string): string {
  const range = readPages(text);
  if (range === undefined) return '';
  const { first, last } = range;
  if (first === last) return `page ${first}`;
  if (last === Number.POSITIVE_INFINITY) return `page ${first} or later`;
  return `pages ${first} to ${last}`;
}
