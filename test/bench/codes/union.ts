import { greatest } from './exact.ts';
import type { Measured, Pool } from './measure.ts';
import { cutOf, SHORTLIST_SHARE } from './ranks.ts';

/** Recall of what several codes bring together, each so many candidates, as a search joins its signals. */
export function unionRecall(pool: Pool, codes: readonly Measured[], count: number): number {
  const shares = pool.exact.map((wanted, query) => {
    const brought = new Set(codes.flatMap((measured) => candidatesOf(measured, query, count)));
    return wanted.filter((place) => brought.has(place)).length / wanted.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Places of a query's candidates: ten times as many by bits, then the best by the real-valued query. */
function candidatesOf({ scanner, codes }: Measured, query: number, count: number): number[] {
  const distances = scanner.distances(codes, query);
  const cut = cutOf(distances, SHORTLIST_SHARE * count);
  const scores = scanner.scorer(query).scores(codes);
  const within = scores.map((score, place) => (distances[place]! > cut ? Number.NEGATIVE_INFINITY : score));
  return greatest(within, count);
}
