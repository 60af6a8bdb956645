import type { Client } from '../api/client.ts';
import type { SearchResult } from '../api/types.ts';
import type { Asked } from './answer.ts';

/** As many as the list of one answer holds at the most. */
export const MOST_LISTED = 1_000;
/** Asked for at once. */
const PAGE = 100;
/** What is read closely meanwhile may move documents over the end of what is listed: some are asked for again. */
const OVERLAP = 20;

export interface More extends Pick<Asked, 'query' | 'mode'> {
  readonly asTyped: boolean;
  /** Documents that are listed. */
  readonly listed: number;
}

/**
 * The next page of the same answer: only its last word counts, for what is seen was refined already. None where nobody
 * answers: what is listed stays.
 */
export async function askMore(
  client: Client,
  { query, mode, asTyped, listed }: More,
  signal: AbortSignal,
): Promise<readonly SearchResult[]> {
  const offset = Math.max(0, listed - OVERLAP);
  const limit = Math.min(listed - offset + PAGE, MOST_LISTED - offset);
  let further: readonly SearchResult[] = [];
  try {
    const stages = await client.search.run({ query, mode, offset, limit, asTyped }, { signal });
    for await (const { results } of stages) further = results;
    return further;
  } catch {
    return [];
  }
}
