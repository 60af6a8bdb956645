import { filterOf } from './filters.ts';

/** A filter that a button offers, and how its chip is written. */
export interface Facet {
  /** The filter's name in the query. */
  readonly name: 'type' | 'path' | 'date' | 'label' | 'size' | 'lang';
  readonly title: string;
  /** Several may be chosen: any of them. */
  readonly several: boolean;
}

export const FACETS: readonly Facet[] = [
  { name: 'type', title: 'Type', several: true },
  { name: 'path', title: 'Folder', several: false },
  { name: 'date', title: 'Date', several: false },
  { name: 'label', title: 'Label', several: true },
  { name: 'size', title: 'Size', several: false },
  { name: 'lang', title: 'Language', several: true },
];

/** Years offered beside the spans that have a name. */
const YEARS = 4;

/** The values of a facet that stand in the query, without quotation marks. */
export function chosenValues(chips: readonly string[], { name }: Pick<Facet, 'name'>): string[] {
  return chips
    .map(filterOf)
    .filter((filter) => filter.name === name && !filter.isLeftOut)
    .flatMap(({ values }) => values);
}

/** The chips with a value more or less; one that stands alone takes the place of another. */
export function withValue(chips: readonly string[], { name, several }: Facet, value: string): string[] {
  const isOwn = (chip: string): boolean => {
    const filter = filterOf(chip);
    return filter.name === name && !filter.isLeftOut;
  };
  const chosen = chosenValues(chips, { name });
  const without = chosen.filter((one) => one !== value);
  const added = without.length < chosen.length ? without : several ? [...chosen, value] : [value];
  const next = several || without.length === chosen.length ? added : [];
  const place = chips.findIndex(isOwn);
  const others = chips.filter((chip) => !isOwn(chip));
  const written = next.length === 0 ? [] : [`${name}:${next.map(quotedWhereNeeded).join(',')}`];
  return others.toSpliced(place < 0 ? others.length : Math.min(place, others.length), 0, ...written);
}

/** Years before this one and the last, which have names of their own. */
export function earlierYears(now: Date): string[] {
  return Array.from({ length: YEARS }, (_, back) => String(now.getFullYear() - 2 - back));
}

function quotedWhereNeeded(value: string): string {
  return /[\s,()]/u.test(value) ? `"${value.replaceAll(/["“”„]/gu, '')}"` : value;
}
