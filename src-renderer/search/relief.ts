import type { Client } from '../api/client.ts';
import { filtersOf, without } from '../lib/filters.ts';

/** What there is when the filters are taken away. */
export interface Relief {
  query: string;
  documents: number;
}

/** Null where there are no filters, or nobody answers: then the offer stays without a number. */
export async function askRelief(client: Client, query: string, signal: AbortSignal): Promise<Relief | null> {
  const filters = filtersOf(query);
  const wider = without(query, filters);
  if (filters.length === 0 || wider === '') return null;
  try {
    let relief: Relief | null = null;
    // Nobody sees its list: one document is enough to learn how many there are.
    const stages = await client.search.run({ query: wider, mode: 'light', limit: 1 }, { signal });
    for await (const { total } of stages) relief = { query: wider, documents: total };
    return relief;
  } catch {
    return null;
  }
}
