/** How many candidates a search may take, of each of which recall is told. */
export const DEPTHS = [50, 100, 200, 500, 1_000] as const;
/** Nearest by bits that the real-valued query orders again: as src-main/search/coarse.ts does it. */
export const SHORTLIST_SHARE = 10;

/** What a code says of every place. */
export interface Scan {
  /** Bits that differ. */
  readonly distances: Uint16Array;
  /** Codes against the query's code, the greatest the nearest. */
  readonly symmetric: Float32Array;
  /** Codes against the real-valued query. */
  readonly asymmetric: Float32Array;
}

/** Where a wanted place comes in each way of searching, from 0. */
export interface Ranks {
  readonly symmetric: number;
  /** By depth: at each, ten times as many by bits, then by the real-valued query. Infinite where it is not among them. */
  readonly shortlisted: ReadonlyMap<number, number>;
}

export function ranksOf({ distances, symmetric, asymmetric }: Scan, wanted: readonly number[]): Ranks[] {
  const cuts = DEPTHS.map((depth) => [depth, cutOf(distances, depth * SHORTLIST_SHARE)] as const);
  return wanted.map((place) => ({
    symmetric: rankOf(symmetric, place),
    shortlisted: new Map(
      cuts.map(([depth, cut]) => [depth, rankWithin(asymmetric, place, { distances, cut })]),
    ),
  }));
}

/** More bits than any code has. */
const MOST_BITS = 1_024;

/** The distance of the `count`-th nearest: all that lie as far belong to a shortlist, too. */
export function cutOf(distances: Uint16Array, count: number): number {
  const counts = new Uint32Array(MOST_BITS);
  // By place: an iterator over so many takes several times as long.
  for (let place = 0; place < distances.length; place += 1) counts[distances[place]!]! += 1;
  let cut = 0;
  for (let sum = counts[0]!; sum < count && cut < MOST_BITS - 1; sum += counts[cut]!) cut += 1;
  return cut;
}

/** Equals come in the order of their places. */
export function rankOf(scores: Float32Array, place: number): number {
  const own = scores[place]!;
  let rank = 0;
  for (let other = 0; other < scores.length; other += 1)
    if (scores[other]! > own || (scores[other] === own && other < place)) rank += 1;
  return rank;
}

function rankWithin(
  scores: Float32Array,
  place: number,
  { distances, cut }: { readonly distances: Uint16Array; readonly cut: number },
): number {
  if (distances[place]! > cut) return Number.POSITIVE_INFINITY;
  const own = scores[place]!;
  let rank = 0;
  for (let other = 0; other < scores.length; other += 1) {
    if (distances[other]! > cut) continue;
    if (scores[other]! > own || (scores[other] === own && other < place)) rank += 1;
  }
  return rank;
}

/** The share that comes before a depth. */
export function recallAt(ranks: readonly number[], depth: number): number {
  return ranks.filter((rank) => rank < depth).length / ranks.length;
}
