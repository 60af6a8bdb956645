import type { SearchResult } from '../api/types.ts';
import { family, type Family } from './family.ts';
import { breadcrumbText, titled } from './place.ts';
import type { Row } from './ranking.ts';

export type Order = 'best' | 'newest' | 'name';
export type Grouping = 'none' | 'folder' | 'type' | 'date' | 'label';

export interface Arranging {
  readonly order: Order;
  readonly grouping: Grouping;
  /** The person's folders. */
  readonly roots: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What the list shows one below the other. */
export type Item =
  | { readonly kind: 'group'; readonly title: string; readonly documents: number }
  | { readonly kind: 'row'; readonly row: Row; /** 1…, among the documents alone. */ readonly place: number };

const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  pdf: 'PDF',
  word: 'Written documents and books',
  note: 'Notes',
  page: 'Web pages',
  table: 'Tables',
  mail: 'Mail',
  code: 'Code and data',
  picture: 'Pictures',
  archive: 'Archives',
  text: 'Texts and others',
};
const WEAKER = 'Weaker matches';
const NO_LABEL = 'No label';
const DAY_MS = 86_400_000;

/** Rows as they rank, put into an order and under heads; rows of one group keep their order. */
export function arranged(rows: readonly Row[], arranging: Arranging): Item[] {
  const ordered = inOrder(rows, arranging.order);
  if (arranging.grouping === 'none')
    return numbered(arranging.order === 'best' ? withWeak(ordered) : [['', ordered]]);
  const groups = [...Map.groupBy(ordered, ({ result }) => groupOf(result, arranging))];
  return numbered(arranging.grouping === 'date' ? groups.toSorted(byNewest) : lastUnlabelled(groups));
}

/** What is merely nearer than others stands under a head of its own. */
function withWeak(rows: readonly Row[]): Group[] {
  const weak = rows.filter(({ result }) => result.weak);
  return weak.length === 0
    ? [['', rows]]
    : [
        ['', rows.filter(({ result }) => !result.weak)],
        [WEAKER, weak],
      ];
}

function inOrder(rows: readonly Row[], order: Order): readonly Row[] {
  if (order === 'newest') return rows.toSorted((a, b) => b.result.modified - a.result.modified);
  if (order === 'best') return rows;
  const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return rows.toSorted((a, b) => names.compare(titled(a.result).stem, titled(b.result).stem));
}

function groupOf(result: SearchResult, { grouping, roots, now }: Arranging): string {
  if (grouping === 'folder') return breadcrumbText(result.path, roots);
  if (grouping === 'type') return FAMILY_NAMES[family(result.format)];
  if (grouping === 'date') return dateGroup(result.modified, now);
  return result.labels[0]?.name ?? NO_LABEL;
}

/** "Last 7 days", "Earlier this year", "2023" */
function dateGroup(modified: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (modified >= midnight) return 'Today';
  if (modified >= midnight - 6 * DAY_MS) return 'Last 7 days';
  if (modified >= midnight - 29 * DAY_MS) return 'Last 30 days';
  const year = new Date(modified).getFullYear();
  return year === new Date(now).getFullYear() ? 'Earlier this year' : String(year);
}

type Group = readonly [title: string, rows: readonly Row[]];

function byNewest([, a]: Group, [, b]: Group): number {
  return newest(b) - newest(a);
}

function newest(rows: readonly Row[]): number {
  return rows.reduce((latest, { result }) => Math.max(latest, result.modified), 0);
}

function lastUnlabelled(groups: readonly Group[]): Group[] {
  return groups.toSorted(([a], [b]) => Number(a === NO_LABEL) - Number(b === NO_LABEL));
}

function numbered(groups: readonly Group[]): Item[] {
  let place = 0;
  return groups.flatMap(([title, rows]) => {
    const head: Item[] = title === '' ? [] : [{ kind: 'group', title, documents: rows.length }];
    return [...head, ...rows.map((row): Item => ({ kind: 'row', row, place: (place += 1) }))];
  });
}
