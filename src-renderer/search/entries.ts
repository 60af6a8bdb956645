import type { Item } from '../lib/arrange.ts';
import type { Search } from './search.svelte.ts';

/** What an entry of the list is known by, wherever it stands. */
export function keyOf(item: Item): string {
  return item.kind === 'row' ? item.row.result.path : `head ${item.title}`;
}

/** What whoever hears the list, and the styles, know of an entry. */
export function attributesOf(
  { arrangement, selected, picks }: Search,
  item: Item,
): Record<string, string | number | undefined> {
  if (item.kind === 'group') return {};
  const { path } = item.row.result;
  return {
    class: 'entry',
    'aria-setsize': arrangement.rows.length,
    'aria-posinset': item.place,
    'aria-current': selected === path ? 'true' : undefined,
    'data-picked': picks.paths.has(path) ? '' : undefined,
  };
}
