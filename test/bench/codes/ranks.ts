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
  const codes = reaching(symmetric, wanted);
  const reals = reaching(asymmetric, wanted);
  const shortlists = cuts.map(
    ([depth, cut]) => [depth, reals.filter((at) => distances[at]! <= cut)] as const,
  );
  return wanted.map((place) => ({
    symmetric: rankOf(symmetric, place, codes),
    shortlisted: new Map(shortlists.map(([depth, places]) => [depth, rankOf(asymmetric, place, places)])),
  }));
}

/** Places that score as much as the least of the wanted ones: no other comes before any of them. */
function reaching(scores: Float32Array, wanted: readonly number[]): number[] {
  const least = Math.min(...wanted.map((place) => scores[place]!));
  const places: number[] = [];
  for (let place = 0; place < scores.length; place += 1) if (scores[place]! >= least) places.push(place);
  return places;
}

/** How many come before a place; equals come in the order of their places. */
function rankOf(scores: Float32Array, place: number, among: readonly number[]): number {
  if (!among.includes(place)) return Number.POSITIVE_INFINITY;
  const own = scores[place]!;
  const before = among.filter((other) => scores[other]! > own || (scores[other] === own && other < place));
  return before.length;
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

/** The share that comes before a depth. */
export function recallAt(ranks: readonly number[], depth: number): number {
  return ranks.filter((rank) => rank < depth).length / ranks.length;
}
