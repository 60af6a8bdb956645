import type { Client } from '../api/client.ts';
import { filtersOf, without, type Filter } from '../lib/filters.ts';

/** What there is when filters are taken away. */
export interface Relief {
  /** The query that is left. */
  readonly query: string;
  readonly documents: number;
  /** The one that was taken away; null where all were. */
  readonly filter: Filter | null;
}

/** More filters are not tried one by one. */
const MOST_TRIED = 6;

/** Without all filters, then without each of them; none where there are none, or nobody answers. */
export async function askReliefs(client: Client, query: string, signal: AbortSignal): Promise<Relief[]> {
  const filters = filtersOf(query);
  const single = filters.length > 1 ? filters.slice(0, MOST_TRIED) : [];
  const wider = [
    { filter: null, query: without(query, filters) },
    ...single.map((filter) => ({ filter, query: without(query, [filter]) })),
  ];
  try {
    return await Promise.all(
      wider
        .filter((one) => filters.length > 0 && one.query !== '')
        .map(async (one) => ({ ...one, documents: await countDocuments(client, one.query, signal) })),
    );
  } catch {
    return [];
  }
}

/** Nobody sees its list: one document is enough to learn how many there are. */
async function countDocuments(client: Client, query: string, signal: AbortSignal): Promise<number> {
  let documents = 0;
  const stages = await client.search.run({ query, mode: 'light', limit: 1 }, { signal });
  for await (const { total } of stages) documents = total;
  return documents;
}
