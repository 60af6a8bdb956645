import type { SavedSearch, SavedSearchesOutput } from '../../contract/index.ts';
import { InklingError } from '../../lib/errors.ts';
import { labelKey } from '../../lib/text/label-key.ts';
import type { Client } from '../../rpc/client.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text-width.ts';
import { countText } from './match-output.ts';

/**
 * By its name as it is written, else by the only one that differs in case and blanks alone.
 * @throws InklingError SAVED_SEARCH_UNKNOWN
 */
export async function named(client: Client, name: string): Promise<SavedSearch> {
  const { searches } = await client.searches.list({});
  const alike = searches.filter((one) => labelKey(one.name) === labelKey(name));
  const found = searches.find((one) => one.name === name) ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return found;
  throw new InklingError('SAVED_SEARCH_UNKNOWN', {
    cause: `There is no saved search named ${name}.`,
    remedy: 'See `inkling searches list`.',
  });
}

export function printSearches(
  searches: readonly SavedSearch[],
  options: CommonOptions,
  terminal: Terminal,
): void {
  const output: SavedSearchesOutput = { searches: searches.map(searchOutput) };
  terminal.print(options.json ? JSON.stringify(output) : searchesText(searches, terminal));
}

function searchOutput({ id: _id, ...search }: SavedSearch): SavedSearchesOutput['searches'][number] {
  return search;
}

function searchesText(searches: readonly SavedSearch[], terminal: Terminal): string {
  if (searches.length === 0) return 'No search is saved. `inkling searches save NAME "QUERY"` saves one.';
  return searches.map((search) => searchText(search, terminal)).join('\n');
}

function searchText(
  { name, query, documents, about, news, tell }: SavedSearch,
  { bold, dim }: Terminal,
): string {
  const parts = [
    documents === null ? 'not counted yet' : countText(documents, about),
    ...(news > 0 ? [bold(`${news} new`)] : []),
    ...(tell ? [] : ['without alerts']),
  ];
  const asked = name === query ? '' : `\n    ${dim(printable(query))}`;
  return `${bold(printable(name))}  ${parts.join(', ')}${asked}`;
}
