import { addTo, innerProduct, unit } from '../lib/vector.ts';

/** Documents parted around centres. */
export interface Parted {
  readonly centres: readonly Float32Array[];
  /** Of each document the centre it is nearest to. */
  readonly nearest: readonly number[];
  /**
   * How much nearer documents are to their own centre than to the next one, from -1 to 1 (Rousseeuw, 1987; by centres:
   * Hruschka, de Castro and Campello, 2004).
   */
  readonly silhouette: number;
}

const ROUNDS = 12;

/**
 * Documents parted by k-means on the sphere (Dhillon and Modha, 2001), begun with some of them.
 * @param vectors of length 1
 */
export function part(vectors: readonly Float32Array[], seeds: readonly Float32Array[]): Parted {
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

/**
 * Some documents, each as far as can be from those before it, the first the one farthest from the mean of all: the same
 * documents always give the same.
 */
export function farApart(vectors: readonly Float32Array[], count: number): Float32Array[] {
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
