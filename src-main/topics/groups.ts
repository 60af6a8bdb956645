import { addTo, innerProduct, unit } from '../lib/vector.ts';
import type { DocumentSpace } from '../lib/document-space.ts';

/** Documents of one subject, the nearest to its middle first. */
export interface Group {
  readonly rows: readonly number[];
  /** The mean cosine with its middle. */
  readonly tightness: number;
}

/** Documents looked at: of more, every so many. */
const MOST = 2_000;
const ROUNDS = 12;
const SMALLEST = 3;
/** Parts are tried up to so many times as many as are wanted: of a whole library few parts would be of no one subject. */
const FINEST = 8;

/**
 * Groups of alike documents: k-means on the sphere (Dhillon and Modha, 2001), begun with documents far from each other so
 * that the same documents always give the same groups; as many as fit the documents best, of which the tightest and
 * largest are answered first.
 * @param count groups that are wanted; there may be fewer
 */
export function groupsOf(space: DocumentSpace, rows: readonly number[], count: number): Group[] {
  const stride = Math.ceil(rows.length / MOST) || 1;
  const sample = rows.filter((_, index) => index % stride === 0);
  const vectors = sample.map((row) => space.row(row));
  const most = Math.floor(sample.length / SMALLEST);
  const seeds = farApart(vectors, Math.min(count * FINEST, most));
  const finer = Array.from({ length: Math.log2(FINEST) + 1 }, (_, step) => count * 2 ** step);
  const parted = [...new Set(finer.map((groups) => Math.min(groups, seeds.length)))].map((groups) =>
    part(vectors, seeds.slice(0, groups)),
  );
  const best = parted.reduce<Parted | null>(
    (found, one) => (found === null || one.silhouette > found.silhouette ? one : found),
    null,
  );
  return (best?.centres ?? [])
    .map((centre, index) => groupAround(centre, sample, vectors, (place) => best!.nearest[place] === index))
    .filter((group) => group.rows.length >= SMALLEST)
    .toSorted((left, right) => worth(right) - worth(left) || left.rows[0]! - right.rows[0]!)
    .slice(0, count);
}

/** Documents parted around centres. */
interface Parted {
  readonly centres: readonly Float32Array[];
  /** Of each document the centre it is nearest to. */
  readonly nearest: readonly number[];
  /**
   * How much nearer documents are to their own centre than to the next one, from -1 to 1 (Rousseeuw, 1987; by centres:
   * Hruschka, de Castro and Campello, 2004).
   */
  readonly silhouette: number;
}

function part(vectors: readonly Float32Array[], seeds: readonly Float32Array[]): Parted {
  let centres = [...seeds];
  let found = nearestOf(centres, vectors);
  for (let round = 1; round < ROUNDS && centres.length > 0; round++) {
    const sums = centres.map((centre) => new Float32Array(centre.length));
    found.nearest.forEach((centre, place) => addTo(sums[centre]!, vectors[place]!));
    centres = sums.map((sum, index) => (sum.some((value) => value !== 0) ? unit(sum) : centres[index]!));
    const before = found.nearest;
    found = nearestOf(centres, vectors);
    if (found.nearest.every((centre, index) => centre === before[index])) break;
  }
  return { centres, ...found };
}

function worth({ rows, tightness }: Group): number {
  return tightness * Math.log(1 + rows.length);
}

function groupAround(
  centre: Float32Array,
  sample: readonly number[],
  vectors: readonly Float32Array[],
  isIn: (place: number) => boolean,
): Group {
  const members = sample
    .map((row, place) => ({ row, place, cosine: isIn(place) ? innerProduct(centre, vectors[place]!) : 0 }))
    .filter(({ place }) => isIn(place))
    .toSorted((left, right) => right.cosine - left.cosine || left.row - right.row);
  const sum = members.reduce((total, { cosine }) => total + cosine, 0);
  return { rows: members.map(({ row }) => row), tightness: members.length === 0 ? 0 : sum / members.length };
}

/** Each as far as can be from those before it, the first the one farthest from the mean of all. */
function farApart(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const [first] = vectors;
  if (first === undefined || count < 1) return [];
  const mean = new Float32Array(first.length);
  for (const vector of vectors) addTo(mean, vector);
  unit(mean);
  const nearness = Float64Array.from(vectors, (vector) => innerProduct(vector, mean));
  const chosen: Float32Array[] = [];
  while (chosen.length < count) {
    let farthest = 0;
    for (let index = 1; index < nearness.length; index++)
      if (nearness[index]! < nearness[farthest]!) farthest = index;
    const next = vectors[farthest]!;
    vectors.forEach((vector, index) => {
      const cosine = innerProduct(vector, next);
      nearness[index] = chosen.length === 0 ? cosine : Math.max(nearness[index]!, cosine);
    });
    chosen.push(next);
  }
  return chosen;
}

function nearestOf(
  centres: readonly Float32Array[],
  vectors: readonly Float32Array[],
): Pick<Parted, 'nearest' | 'silhouette'> {
  let silhouettes = 0;
  const nearest = vectors.map((vector) => {
    let best = 0;
    let [highest, next] = [-Infinity, -Infinity];
    centres.forEach((centre, index) => {
      const cosine = innerProduct(centre, vector);
      if (cosine > highest) [best, highest, next] = [index, cosine, highest];
      else if (cosine > next) next = cosine;
    });
    const [own, other] = [1 - highest, 1 - next];
    silhouettes += centres.length < 2 ? 0 : (other - own) / (Math.max(other, own) || 1);
    return best;
  });
  return { nearest, silhouette: silhouettes / (vectors.length || 1) };
}
