import type { Client } from '../api/client.ts';
import type { SearchResult } from '../api/types.ts';
import type { Asked } from './answer.ts';

/** As many as one answer lists at the most. */
export const MOST_LISTED = 200;

/**
 * The same question for a longer list: only its last word counts, for what is seen was refined already. None where nobody
 * answers: what is listed stays.
 */
export async function askMore(
  client: Client,
  { query, mode, asTyped }: Pick<Asked, 'query' | 'mode'> & { asTyped: boolean },
  signal: AbortSignal,
): Promise<readonly SearchResult[]> {
  let listed: readonly SearchResult[] = [];
  try {
    const stages = await client.search.run({ query, mode, limit: MOST_LISTED, asTyped }, { signal });
    for await (const { results } of stages) listed = results;
    return listed;
  } catch {
    return [];
  }
}
