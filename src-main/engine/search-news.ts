import type { DocumentMark } from '../storage/document-marks.ts';
import type { KnownMatch } from '../storage/person-searches.ts';

/** What a count says of documents that match now. */
export interface SearchNews {
  /** Those not known under this mark and place. */
  readonly added: readonly KnownMatch[];
  /** Places of those in the list that are news. */
  readonly news: ReadonlySet<string>;
}

export interface NewsOptions {
  /** Passages from this number on came after the search was saved; null: nothing is news yet. */
  readonly since: number | null;
  readonly tell: boolean;
}

/**
 * News is what matches now, did not before, and came later than the search: a new file, or one that was changed. A renamed
 * file is known by what it holds, a changed one that matched before by where it lies; what is merely read anew by both. Pure.
 */
export function newsOf(
  known: readonly KnownMatch[],
  current: readonly DocumentMark[],
  { since, tell }: NewsOptions,
): SearchNews {
  const exact = new Map(known.map((one) => [keyOf(one), one.news]));
  const marks = newest(known, 'mark');
  const places = newest(known, 'place');
  const added: KnownMatch[] = [];
  const news = new Set<string>();
  for (const document of current) {
    const { mark, place, passage } = document;
    const before = exact.get(keyOf(document));
    const elsewhere = marks.get(mark) ?? places.get(place);
    const came = tell && since !== null && (passage === null || passage >= since);
    const isNews = before ?? elsewhere ?? came;
    if (before === undefined) added.push({ mark, place, news: isNews });
    if (isNews) news.add(place);
  }
  return { added, news };
}

/** Whether what is known under a mark, or at a place, is news. */
function newest(known: readonly KnownMatch[], by: 'mark' | 'place'): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const one of known) found.set(one[by], found.get(one[by]) === true || one.news);
  return found;
}

function keyOf({ mark, place }: Pick<KnownMatch, 'mark' | 'place'>): string {
  return `${mark} ${place}`;
}
